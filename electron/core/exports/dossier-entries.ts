/** Groups of the person record as sections of the dossier (domain §5.1, nos. 2, 6, 7, 9, 10). */
import type { PersonEntry } from '#shared/contract/entries';
import type { PrintSection } from '#shared/contract/print-document';
import { entryTitle, readFields, validityText } from '#shared/domain/person-entry';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';

/** Sections in the order of the document; each kind stands in exactly one. */
export const DOSSIER_GROUPS = {
  person: { title: 'Weitere Namen und Beschreibung', kinds: ['NAME', 'DESCRIPTION'] },
  life: { title: 'Lebenssituation', kinds: ['FAMILY', 'OCCUPATION', 'RESIDENCE', 'DOCUMENT', 'REGISTER'] },
  scene: {
    title: 'Szene, Netzwerk und Online-Reichweite',
    kinds: ['SCENE', 'ACTIVITY', 'PROFILE', 'COMMUNICATION'],
  },
  custody: {
    title: 'Haft, Bewährung, Führungsaufsicht, Auflagen',
    kinds: ['CUSTODY', 'PROBATION', 'SUPERVISION', 'CONDITION'],
  },
  means: {
    title: 'Waffen, Fähigkeiten, Fahrzeuge, Vermögen',
    kinds: ['WEAPON', 'SKILL', 'VEHICLE', 'ASSET'],
  },
} as const satisfies Record<string, { title: string; kinds: readonly EntryKind[] }>;

/** The section of a group; none where nothing of it is in the document. */
export function entrySection(
  group: keyof typeof DOSSIER_GROUPS,
  entries: readonly PersonEntry[],
): PrintSection[] {
  const { title, kinds } = DOSSIER_GROUPS[group];
  const printed = kinds.flatMap((kind) => entries.filter((entry) => entry.kind === kind)).map(printEntry);
  return printed.length === 0 ? [] : [{ number: '', title, blocks: [{ kind: 'ENTRIES', entries: printed }] }];
}

function printEntry(entry: PersonEntry) {
  const spec = ENTRY_SPECS[entry.kind];
  const fields = readFields(entry.kind, entry.content);
  const tag = fields.find(({ name }) => name === spec.tag)?.text;
  const hasLead = fields.some(({ name }) => spec.lead.includes(name));
  const details = fields.filter(({ name }) => name !== spec.tag && !spec.lead.includes(name));
  return {
    mark: validityText(entry, entry.kind),
    title: [tag ?? (hasLead ? spec.one : ''), hasLead || !tag ? entryTitle(entry.kind, entry.content) : '']
      .filter(Boolean)
      .join(': '),
    statement: null,
    body: [...details.map(({ label, text }) => `${label}: ${text}`), entry.remark].filter(Boolean).join('\n'),
    meta: [spec.label, `Quelle: ${entry.source}`],
  };
}
