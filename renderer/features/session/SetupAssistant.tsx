/** First start: two people create the vault together, the recovery key is shown once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Building2, KeyRound, Printer, Users } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { line, requiredLine } from '#shared/contract/primitives';
import { login, newPassphrase } from '#shared/contract/session';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  Checkbox,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  Notice,
  PassphraseField,
  Segmented,
  Stepper,
  TextField,
} from '../../ui';
import styles from './Entrance.module.css';
import { EntranceFrame } from './EntranceFrame';

const person = z
  .object({
    fullName: requiredLine(120),
    rank: line(40),
    login,
    passphrase: newPassphrase,
    repeated: z.string(),
  })
  .refine((value) => value.passphrase === value.repeated, {
    path: ['repeated'],
    message: 'Die Wiederholung stimmt nicht überein.',
  });
const schema = z.object({
  officeName: requiredLine(120),
  administrator: person,
  second: person,
  secondRole: z.enum(['LEITUNG', 'DATENSCHUTZ']),
});

const NOBODY = { fullName: '', rank: '', login: '', passphrase: '', repeated: '' };

export function SetupAssistant({ folder, onDone }: { folder: string; onDone: () => void }) {
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { officeName: '', administrator: NOBODY, second: NOBODY, secondRole: 'LEITUNG' as const },
  });
  const create = useCommand('session.createVault', { invalidates: [] });
  const [problem, setProblem] = useState<string>();

  if (recoveryKey) return <RecoveryKeyStep recoveryKey={recoveryKey} onDone={onDone} />;

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    const { repeated: _first, ...administrator } = values.administrator;
    const { repeated: _second, ...second } = values.second;
    try {
      const { officeName, secondRole } = values;
      const answer = await create.mutateAsync({
        officeName,
        administrator,
        second: { ...second, role: secondRole },
      });
      setRecoveryKey(answer.recoveryKey);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EntranceFrame
      isWide
      title="Tresor anlegen"
      lead="Einen Tresor legen zwei Personen gemeinsam an: die Administration, die Konten verwaltet und keine Akten sieht, und eine Leitung oder der Datenschutz. Jede setzt ihre eigene Passphrase."
    >
      <Stepper label="Einrichtung" steps={steps(0)} />
      <Form label="Tresor anlegen" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <FormField control={form.control} name="officeName">
            {(field) => (
              <TextField
                label="Dienststelle"
                icon={Building2}
                placeholder="z. B. KI ST Musterstadt"
                autoFocus
                {...field}
              />
            )}
          </FormField>
        </FormGrid>
        <div className={styles.people}>
          <section aria-labelledby="setup-administrator" className={styles.person}>
            <h2 id="setup-administrator">Administration</h2>
            <p>Verwaltet Konten und Sicherungen und sieht keine Akten.</p>
            <PersonFields control={form.control} prefix="administrator" />
          </section>
          <section aria-labelledby="setup-second" className={styles.person}>
            <h2 id="setup-second">Zweite Person</h2>
            <FormField control={form.control} name="secondRole">
              {(field) => (
                <Segmented
                  label="Rolle der zweiten Person"
                  hideLabel
                  segments={[
                    { value: 'LEITUNG', label: 'Leitung KI ST' },
                    { value: 'DATENSCHUTZ', label: 'Datenschutz' },
                  ]}
                  {...field}
                />
              )}
            </FormField>
            <PersonFields control={form.control} prefix="second" />
          </section>
        </div>
        {problem && <FieldError>{problem}</FieldError>}
        <FormActions>
          <Button type="submit" variant="primary" icon={KeyRound} isPending={create.isPending}>
            Tresor anlegen
          </Button>
        </FormActions>
      </Form>
      <p className={styles.folder}>Der Tresor entsteht in {folder}</p>
    </EntranceFrame>
  );
}

function PersonFields({
  control,
  prefix,
}: {
  control: ReturnType<typeof useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>>['control'];
  prefix: 'administrator' | 'second';
}) {
  return (
    <FormGrid columns={1}>
      <FormField control={control} name={`${prefix}.fullName`}>
        {(field) => <TextField label="Vor- und Familienname" {...field} />}
      </FormField>
      <FormField control={control} name={`${prefix}.rank`}>
        {(field) => <TextField label="Amtsbezeichnung" {...field} />}
      </FormField>
      <FormField control={control} name={`${prefix}.login`}>
        {(field) => <TextField label="Anmeldename" {...field} />}
      </FormField>
      <FormField control={control} name={`${prefix}.passphrase`}>
        {(field) => <PassphraseField label="Passphrase" withMeter {...field} />}
      </FormField>
      <FormField control={control} name={`${prefix}.repeated`}>
        {(field) => <PassphraseField label="Passphrase wiederholen" {...field} />}
      </FormField>
    </FormGrid>
  );
}

function RecoveryKeyStep({ recoveryKey, onDone }: { recoveryKey: string; onDone: () => void }) {
  const [isKept, setKept] = useState(false);
  return (
    <EntranceFrame
      isWide
      title="Wiederherstellungsschlüssel"
      lead="Er öffnet den Tresor, wenn alle Passphrasen der Administration verloren sind. Er wird nur jetzt gezeigt: bitte drucken oder abschreiben und im Tresor der Dienststelle verwahren."
    >
      <Stepper label="Einrichtung" steps={steps(1)} />
      <output className={styles.key} aria-label="Wiederherstellungsschlüssel">
        {recoveryKey}
      </output>
      <Notice
        tone="due-soon"
        icon={KeyRound}
        title="Ohne Passphrase und ohne diesen Schlüssel sind die Daten unwiederbringlich verloren."
      />
      <div className={styles.split}>
        <Checkbox value={isKept} onChange={setKept}>
          Der Schlüssel ist sicher verwahrt.
        </Checkbox>
        <Button variant="secondary" icon={Printer} onPress={() => window.print()}>
          Drucken
        </Button>
      </div>
      <div>
        <Button variant="primary" icon={Users} isDisabled={!isKept} onPress={onDone}>
          Weiter zur Anmeldung
        </Button>
      </div>
    </EntranceFrame>
  );
}

function steps(current: number) {
  return ['Dienststelle und Personen', 'Wiederherstellungsschlüssel', 'Anmeldung und Konten'].map(
    (label, index) => ({
      id: label,
      label,
      state:
        index < current ? ('DONE' as const) : index === current ? ('CURRENT' as const) : ('OPEN' as const),
    }),
  );
}
