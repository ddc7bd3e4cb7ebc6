/** Bodies that are not police and may get the picture; without one of them named it goes to police only. */
import { useOperation } from '../../app/queries';
import { ComboBox, TagList } from '../../ui';

export function NonPoliceField({
  value,
  onChange,
  error,
}: {
  value: readonly string[];
  onChange: (value: string[]) => void;
  error: string | undefined;
}) {
  const catalogue = useOperation('conferences.agencies', {});
  const agencies = (catalogue.data?.agencies ?? []).filter((agency) => !agency.police);
  const nameOf = (key: string) => agencies.find((agency) => agency.key === key)?.shortName ?? key;
  return (
    <>
      <ComboBox
        label="Freigabe an nicht-polizeiliche Stelle hinzufügen"
        placeholder="Name der Stelle"
        options={agencies
          .filter((agency) => !value.includes(agency.key))
          .map((agency) => ({ value: agency.key, label: agency.shortName, note: agency.name }))}
        value={null}
        onChange={(key) => key && onChange([...value, key])}
        error={error}
        description={
          value.length === 0 && 'Ohne benannte Stelle steht das Bild nur in Dossiers an die Polizei.'
        }
      />
      {value.length > 0 && (
        <TagList
          label="Freigegeben für"
          tags={value.map((key) => ({ id: key, label: nameOf(key) }))}
          onRemove={(key) => onChange(value.filter((other) => other !== key))}
        />
      )}
    </>
  );
}
