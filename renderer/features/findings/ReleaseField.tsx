/** Release per agency (Freigabe je Behörde): no limit, or only the named ones. */
import { useOperation } from '../../app/queries';
import { ComboBox, Select, TagList } from '../../ui';
import styles from './ReleaseField.module.css';

export function ReleaseField({
  value,
  onChange,
  error,
}: {
  value: readonly string[] | null;
  onChange: (value: string[] | null) => void;
  error: string | undefined;
}) {
  const isLimited = value !== null;
  const catalogue = useOperation('conferences.agencies', {}, { enabled: isLimited });
  const agencies = catalogue.data?.agencies ?? [];
  const nameOf = (key: string) => agencies.find((agency) => agency.key === key)?.shortName ?? key;
  return (
    <div className={styles.field}>
      <Select
        label="Freigabe"
        options={[
          { value: 'ALLE', label: 'ohne Beschränkung auf einzelne Behörden' },
          { value: 'EINZELNE', label: 'nur für benannte Behörden' },
        ]}
        value={isLimited ? 'EINZELNE' : 'ALLE'}
        onChange={(choice) => onChange(choice === 'EINZELNE' ? [] : null)}
        error={isLimited ? undefined : error}
      />
      {isLimited && (
        <>
          <ComboBox
            label="Behörde hinzufügen"
            placeholder="Name der Behörde"
            options={agencies
              .filter((agency) => !value.includes(agency.key))
              .map((agency) => ({ value: agency.key, label: agency.shortName, note: agency.name }))}
            value={null}
            onChange={(key) => key && onChange([...value, key])}
            error={error}
            description={
              value.length === 0 && 'Ohne benannte Behörde wird der Eintrag an keine Stelle gegeben.'
            }
          />
          {value.length > 0 && (
            <div className={styles.tags}>
              <TagList
                label="Freigegeben für"
                tags={value.map((key) => ({ id: key, label: nameOf(key) }))}
                onRemove={(key) => onChange(value.filter((other) => other !== key))}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}
