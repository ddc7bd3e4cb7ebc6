/** Opens a file that is in no list of the user, by its Aktenzeichen: Notzugriff or a permitted purpose (rows 13, 25). */
import { zodResolver } from '@hookform/resolvers/zod';
import { EyeOff, Siren } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { accessContract } from '#shared/contract/access';
import { ACCESS_PURPOSE_LABELS, ordersEmergency } from '#shared/domain/access';
import { ROLE_LABELS } from '#shared/domain/roles';
import { applyFieldErrors } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Button,
  Checkbox,
  ComboBox,
  FieldError,
  Form,
  FormActions,
  FormField,
  FormGrid,
  Notice,
  optionsOf,
  Page,
  PageHeader,
  Panel,
  Segmented,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../ui';

export function OpenFilePage() {
  const mayEmergency = usePermission('EMERGENCY_ACCESS');
  const [way, setWay] = useState<'EMERGENCY' | 'PURPOSE'>(mayEmergency ? 'EMERGENCY' : 'PURPOSE');
  return (
    <Page
      header={
        <PageHeader
          breadcrumb={[{ label: 'Personen', to: '/personen' }]}
          title="Akte mit Aktenzeichen öffnen"
          subtitle="Für Akten, die in Ihren Listen nicht stehen. Jeder Versuch wird protokolliert."
        />
      }
    >
      <Stack>
        {mayEmergency && (
          <Segmented
            label="Weg"
            hideLabel
            segments={[
              { value: 'EMERGENCY', label: 'Notzugriff' },
              { value: 'PURPOSE', label: 'Eingeschränkte Akte' },
            ]}
            value={way}
            onChange={(value) => value && setWay(value)}
          />
        )}
        {way === 'EMERGENCY' ? <EmergencyForm /> : <PurposeForm />}
      </Stack>
    </Page>
  );
}

const emergencySchema = accessContract.openEmergency.input;

function EmergencyForm() {
  const navigate = useNavigate();
  const user = useSession((state) => state.user);
  const needsOrder = user !== null && !ordersEmergency(user.roles);
  const form = useForm<z.input<typeof emergencySchema>, unknown, z.output<typeof emergencySchema>>({
    resolver: zodResolver(emergencySchema),
    defaultValues: { fileNo: '', reason: '', urgency: '', isDeclared: false as true, orderedById: null },
  });
  const directory = useOperation('users.directory', {}, { enabled: needsOrder });
  const open = useCommand('access.openEmergency', { invalidates: ['access', 'persons'] });
  const [problem, setProblem] = useState<string>();
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { personId } = await open.mutateAsync(values);
      await navigate(`/akten/${personId}`);
    } catch (error) {
      setProblem(
        applyFieldErrors(error, form.setError, ['fileNo', 'reason', 'urgency', 'isDeclared', 'orderedById']),
      );
    }
  });
  return (
    <Panel title="Notzugriff" icon={Siren}>
      <Stack>
        <Notice tone="due-soon" icon={Siren} title="Die aktenführende Dienststelle erfährt sofort davon">
          Sie lesen diese eine Akte bis zu 24 Stunden. Die Leitung der Dienststelle billigt oder beanstandet
          den Zugriff; eine Beanstandung geht an den Datenschutz.
        </Notice>
        <Form label="Notzugriff" onSubmit={() => void submit()}>
          <FormGrid>
            <FormField control={form.control} name="fileNo">
              {(field) => (
                <TextField label="Aktenzeichen" isRequired autoFocus placeholder="ST-2026-00001" {...field} />
              )}
            </FormField>
            {needsOrder && (
              <FormField control={form.control} name="orderedById">
                {(field) => (
                  <ComboBox
                    label="Angeordnet von"
                    isRequired
                    placeholder="Leitung, LKA-Koordination oder Konferenzleitung"
                    options={(directory.data?.users ?? [])
                      .filter((entry) => entry.id !== user?.id && ordersEmergency(entry.roles))
                      .map((entry) => ({
                        value: entry.id,
                        label: entry.fullName,
                        note: `${entry.officeName} · ${entry.roles.map((role) => ROLE_LABELS[role]).join(', ')}`,
                      }))}
                    {...field}
                  />
                )}
              </FormField>
            )}
            <FormField control={form.control} name="reason">
              {(field) => (
                <TextArea
                  label="Wofür wird die Akte gebraucht?"
                  isRequired
                  isWide
                  rows={3}
                  maxLength={2000}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={form.control} name="urgency">
              {(field) => (
                <TextArea
                  label="Warum kann die Dienststelle nicht vorher gefragt werden?"
                  isRequired
                  isWide
                  rows={2}
                  maxLength={2000}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={form.control} name="isDeclared">
              {({ inputRef: _ref, isDisabled: _disabled, ...field }) => (
                <Checkbox {...field} onChange={(value) => field.onChange(value as true)}>
                  Der Zugriff ist zur Abwehr einer gegenwärtigen Gefahr unaufschiebbar.
                </Checkbox>
              )}
            </FormField>
          </FormGrid>
          <FieldError>{problem}</FieldError>
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              icon={Siren}
              shortcut="Strg+Enter"
              isPending={open.isPending}
            >
              Akte im Notzugriff öffnen
            </Button>
          </FormActions>
        </Form>
      </Stack>
    </Panel>
  );
}

const purposeSchema = accessContract.openForPurpose.input;

function PurposeForm() {
  const navigate = useNavigate();
  const form = useForm({
    resolver: zodResolver(purposeSchema),
    defaultValues: { fileNo: '', reason: '' },
  });
  const open = useCommand('access.openForPurpose', { invalidates: ['access', 'persons'] });
  const [problem, setProblem] = useState<string>();
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      const { personId } = await open.mutateAsync(values);
      await navigate(`/akten/${personId}`);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['fileNo', 'purpose', 'reason']));
    }
  });
  return (
    <Panel title="Eingeschränkte Akte zu einem erlaubten Zweck" icon={EyeOff}>
      <Stack>
        <Notice tone="restricted" icon={EyeOff} title="Nur zum Lesen und nur bis zum Ende dieser Sitzung">
          Eingeschränkte Daten werden nur zu den Zwecken gelesen, die das Gesetz nennt (§ 32 PolG NRW). Der
          Zweck steht danach in der Akte.
        </Notice>
        <Form label="Eingeschränkte Akte öffnen" onSubmit={() => void submit()}>
          <FormGrid>
            <FormField control={form.control} name="fileNo">
              {(field) => (
                <TextField label="Aktenzeichen" isRequired autoFocus placeholder="ST-2026-00001" {...field} />
              )}
            </FormField>
            <FormField control={form.control} name="purpose">
              {(field) => (
                <Select
                  label="Zweck"
                  isRequired
                  options={optionsOf(ACCESS_PURPOSE_LABELS)}
                  {...field}
                  value={field.value ?? null}
                  onChange={(value) => value && field.onChange(value)}
                />
              )}
            </FormField>
            <FormField control={form.control} name="reason">
              {(field) => (
                <TextArea label="Begründung" isRequired isWide rows={3} maxLength={2000} {...field} />
              )}
            </FormField>
          </FormGrid>
          <FieldError>{problem}</FieldError>
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              icon={EyeOff}
              shortcut="Strg+Enter"
              isPending={open.isPending}
            >
              Zu diesem Zweck öffnen
            </Button>
          </FormActions>
        </Form>
      </Stack>
    </Panel>
  );
}
