/** What the columns mean: guessed, shown with samples, changed by the user. */
import { TableProperties, TriangleAlert } from 'lucide-react';
import type { Output } from '#shared/contract/index';
import { type ListColumn, type ListMapping, withField } from '#shared/domain/list-columns';
import { LIST_FIELD_LABELS } from '#shared/domain/list-fields';
import type { NameOrder } from '#shared/domain/names-split';
import { Notice, optionsOf, Panel, Select } from '../../ui';
import styles from './Imports.module.css';

export type Inspection = Output<'imports.inspect'>;

const BASIS = {
  TITLE: 'am Titel erkannt',
  CONTENT: 'am Inhalt erkannt',
  NONE: 'nicht erkannt',
  CHANGED: 'von Ihnen gewählt',
} as const satisfies Record<ListColumn['basis'], string>;

const ORDERS = {
  FAMILY_FIRST: 'Familienname zuerst',
  GIVEN_FIRST: 'Vorname zuerst',
  UNKNOWN: 'uneinheitlich',
} as const satisfies Record<NameOrder, string>;

export interface MappingStepProps {
  inspection: Inspection;
  mapping: ListMapping;
  onMapping: (mapping: ListMapping) => void;
  /** Another sheet or header row: the columns are read anew. */
  onLayout: (layout: { sheet: number; headerRow: number | null }) => void;
}

export function MappingStep({ inspection, mapping, onMapping, onLayout }: MappingStepProps) {
  const hasName = mapping.columns.some(({ field }) => field === 'NAME');
  return (
    <>
      {inspection.warnings.map((warning) => (
        <Notice key={warning} tone="due-soon" icon={TriangleAlert} title={warning} />
      ))}
      <Panel title="Aufbau der Liste">
        <div className={styles.layout}>
          {inspection.sheets.length > 1 && (
            <Select
              label="Tabelle"
              autoFocus
              options={inspection.sheets.map(({ name, rows }, at) => ({
                value: String(at),
                label: name,
                note: `${rows.toLocaleString('de-DE')} Zeilen`,
              }))}
              value={String(inspection.sheet)}
              onChange={(value) => value && onLayout({ sheet: Number(value), headerRow: null })}
            />
          )}
          <Select
            label="Kopfzeile"
            autoFocus={inspection.sheets.length === 1}
            options={[
              ...inspection.headerChoices.map(({ rowNo, text }) => ({
                value: String(rowNo),
                label: `Zeile ${rowNo}: ${text.slice(0, 60)}`,
              })),
              { value: '0', label: 'Keine Kopfzeile' },
            ]}
            value={String(inspection.headerRow)}
            onChange={(value) => value && onLayout({ sheet: inspection.sheet, headerRow: Number(value) })}
          />
          {hasName && (
            <Select
              label="Namen ohne Komma"
              options={optionsOf(ORDERS)}
              value={mapping.nameOrder}
              onChange={(nameOrder) => nameOrder && onMapping({ ...mapping, nameOrder })}
            />
          )}
        </div>
      </Panel>
      <Panel title="Zuordnung der Spalten" icon={TableProperties} count={mapping.columns.length} isFlush>
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">Spalte der Liste</th>
              <th scope="col">Beispiele</th>
              <th scope="col">Wird übernommen als</th>
            </tr>
          </thead>
          <tbody>
            {mapping.columns.map((column) => (
              <tr key={column.index}>
                <th scope="row">
                  {column.title}
                  <span className={styles.basis}>{BASIS[column.basis]}</span>
                </th>
                <td className={styles.samples}>
                  {column.samples.slice(0, 3).map((sample) => (
                    <span key={sample}>{sample.slice(0, 60)}</span>
                  ))}
                </td>
                <td>
                  <Select
                    label={`„${column.title}“ wird übernommen als`}
                    hideLabel
                    options={optionsOf(LIST_FIELD_LABELS)}
                    value={column.field}
                    onChange={(field) => field && onMapping(withField(mapping, column.index, field))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
