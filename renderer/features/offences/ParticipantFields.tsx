/** Who takes part in a Straftat: people with a file, found by search, and bare names; each with an own outcome. */
import { Trash2, UserPlus } from 'lucide-react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { usualCategory } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { isSearchableRole, OUTCOME_LABELS, PARTICIPANT_ROLE_LABELS } from '#shared/domain/offence';
import {
  Button,
  DateField,
  FieldError,
  FormField,
  FormGrid,
  FormSection,
  IconButton,
  optionsOf,
  Select,
  TextField,
} from '../../ui';
import { PersonPicker } from '../records/PersonPicker';
import styles from './Offences.module.css';
import { newParticipant, type OffenceForm } from './offence-form';

export function ParticipantFields({ form }: { form: OffenceForm }) {
  const { control, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'participants', keyName: 'key' });
  const known = fields.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  return (
    <FormSection title="Beteiligte">
      {fields.map((entry, index) => (
        <div key={entry.key} className={styles.participant}>
          <div className={styles.participantHead}>
            {entry.personId === null ? (
              <FormField control={control} name={`participants.${index}.name`}>
                {(field) => <TextField label="Name (ohne eigene Akte)" {...field} />}
              </FormField>
            ) : (
              <p className={styles.participantName}>{entry.name}</p>
            )}
            {(entry.personId === null || known.length > 1) && (
              <IconButton
                icon={Trash2}
                label={`${entry.name || 'Beteiligte Person'} entfernen`}
                onPress={() => remove(index)}
              />
            )}
          </div>
          <ParticipantRow form={form} index={index} />
        </div>
      ))}
      <div className={styles.add}>
        <PersonPicker
          label="Weitere Person mit Fallakte"
          exclude={known}
          onPick={({ id, name }) => append(newParticipant({ id, name }), { shouldFocus: false })}
        />
        <Button icon={UserPlus} onPress={() => append(newParticipant({ id: null, name: '' }))}>
          Person ohne Akte
        </Button>
      </div>
      <FieldError>
        {formState.errors.participants?.root?.message ?? formState.errors.participants?.message}
      </FieldError>
    </FormSection>
  );
}

function ParticipantRow({ form: { control, setValue }, index }: { form: OffenceForm; index: number }) {
  const [role, outcome] = useWatch({
    control,
    name: [`participants.${index}.role`, `participants.${index}.outcome`],
  });
  return (
    <FormGrid>
      <FormField control={control} name={`participants.${index}.role`}>
        {(field) => (
          <Select
            label="Rolle"
            options={optionsOf(PARTICIPANT_ROLE_LABELS)}
            {...field}
            onChange={(next) => {
              if (next === null) return;
              field.onChange(next);
              setValue(`participants.${index}.personCategory`, usualCategory(next), { shouldDirty: true });
            }}
          />
        )}
      </FormField>
      <FormField control={control} name={`participants.${index}.personCategory`}>
        {(field) => (
          <Select label="Kategorie (§ 42 DSG NRW)" options={optionsOf(PERSON_CATEGORY_LABELS)} {...field} />
        )}
      </FormField>
      {isSearchableRole(role) && (
        <>
          <FormField control={control} name={`participants.${index}.outcome`}>
            {(field) => <Select label="Verfahrensausgang" options={optionsOf(OUTCOME_LABELS)} {...field} />}
          </FormField>
          {outcome !== 'OFFEN' && (
            <>
              <FormField control={control} name={`participants.${index}.outcomeOn`}>
                {(field) => <DateField label="Entscheidung vom" fullDay isRequired {...field} />}
              </FormField>
              <FormField control={control} name={`participants.${index}.outcomeNote`}>
                {(field) => (
                  <TextField
                    label="Bemerkung zum Ausgang"
                    isWide
                    placeholder="z. B. Strafmaß, Gericht, Gründe"
                    {...field}
                  />
                )}
              </FormField>
            </>
          )}
        </>
      )}
    </FormGrid>
  );
}
