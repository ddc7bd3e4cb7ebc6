/** Reads every row with the user's mapping, proposes duplicates, counts. Writes nothing. */
import type { ParsedInputOf } from '#shared/contract/define';
import type { ImportCounts, importsContract } from '#shared/contract/imports';
import { candidateName, type ResolvedDecision, rowStatus } from '#shared/domain/import';
import { type DuplicateEntry, proposeDuplicates } from '#shared/domain/list-duplicates';
import type { ListRow, PersonCandidate, RowProblem, RowResult } from '#shared/domain/list-fields';
import type { ListLayout } from '#shared/domain/list-layout';
import { knownSpellings } from '#shared/domain/list-person-names';
import { aliasTexts, interpretRow } from '#shared/domain/list-row';
import { formatPartialDate } from '#shared/domain/partial-date';
import { CURRENT_PHAENOMENBEREICHE, type CurrentPhaenomenbereich } from '#shared/domain/phaenomenbereich';
import { newId } from '../ids';
import type { Kernel } from '../kernel';
import { deskOf, type Job, type PlannedRow, type Preview, type Proposal, runJob } from './desk';
import { chosenLayout, openList, sheetAt } from './reading';
import { knownPersons } from './repository';

type PreviewInput = ParsedInputOf<(typeof importsContract)['preview']>;

export async function preparePreview(input: PreviewInput, kernel: Kernel): Promise<Preview> {
  const { file, sha256 } = await openList(kernel, input.transferId, input.fileName);
  const sheet = sheetAt(file, input.sheet);
  const today = kernel.options.clock.today();
  const layout = chosenLayout(sheet, today, input);
  return runJob(kernel, 'imports.preview', layout.dataRows.length, async (job) => {
    const { rows, warnings } = await planRows(job, layout, input, today);
    const preview: Preview = {
      id: newId(),
      fileName: input.fileName,
      sha256,
      sheetName: file.format === 'XLSX' ? sheet.name : '',
      layout,
      warnings: [...file.warnings, ...layout.warnings, ...warnings],
      label: input.label,
      listStatus: input.listStatus,
      noteKind: input.noteKind,
      rows,
    };
    deskOf(job.db).preview = preview;
    return preview;
  });
}

async function planRows(
  job: Job,
  layout: ListLayout,
  input: PreviewInput,
  today: string,
): Promise<{ rows: PlannedRow[]; warnings: string[] }> {
  const { mapping, listDate } = layout;
  // A lone half of a character can be neither stored nor signed.
  const dataRows = layout.dataRows.map(({ number, cells }) => ({
    number,
    cells: cells.map((cell) => cell.toWellFormed()),
  }));
  const spellings = knownSpellings(dataRows, mapping);
  await job.pause();
  const results: Omit<PlannedRow, 'proposals'>[] = [];
  await job.each(dataRows, (row: ListRow) => {
    results.push(planRow(interpretRow(row, mapping, { today, listDate, spellings }), input));
  });
  const { proposals, truncated } = duplicatesOf(job, results);
  await job.pause();
  return {
    rows: results.map((row) => ({ ...row, proposals: proposals.get(row.rowNo) ?? [] })),
    warnings: truncated
      ? ['Es gibt sehr viele mögliche Dubletten; nur die ersten 5.000 werden vorgeschlagen.']
      : [],
  };
}

export function isCurrentArea(area: PersonCandidate['phaenomenbereich']): area is CurrentPhaenomenbereich {
  return area !== null && CURRENT_PHAENOMENBEREICHE.some((current) => current === area);
}

/** Adds what only the import knows: the status that the row brings, and values that a file cannot take. */
function planRow(result: RowResult, { listStatus }: PreviewInput): Omit<PlannedRow, 'proposals'> {
  const { rowNumber: rowNo, candidate, source: cells } = result;
  const isOldArea = candidate?.phaenomenbereich === 'NICHT_ZUZUORDNEN';
  const problems: RowProblem[] = result.problems.filter(
    ({ field }) => !(isOldArea && field === 'PHAENOMENBEREICH'),
  );
  const notes = [...result.notes];
  const { classified, other } = rowStatus(result, listStatus);
  const keep = (field: 'PERSON_GROUP' | 'PHAENOMENBEREICH' | 'CLASSIFIED_ON', message: string) => {
    const cell = cells.find((entry) => entry.field === field);
    if (!cell) return;
    problems.push({ field, column: cell.column, value: cell.text.trim(), severity: 'PROBLEM', message });
    const note = `${cell.column}: ${cell.text.trim()}`;
    if (!notes.includes(note)) notes.push(note);
  };
  if (other) {
    const field = cells.find((entry) => entry.column === other.column)?.field;
    keep(
      field === 'CLASSIFIED_ON' ? 'CLASSIFIED_ON' : 'PERSON_GROUP',
      `Die Liste nennt den Status „${other.text}“. Er wird nicht als Einstufung übernommen; die Akte wird Prüffall.`,
    );
  }
  if (isOldArea) {
    keep(
      'PHAENOMENBEREICH',
      '„PMK -nicht zuzuordnen-“ wird seit 2023 nicht mehr vergeben. Der Phänomenbereich bleibt leer, der Text steht in den Notizen.',
    );
  }
  // The status itself is not taken: what the list says about it must not be lost.
  if (candidate && !classified && !other) {
    for (const cell of cells) {
      const note = `${cell.column}: ${cell.text.trim()}`;
      if ((cell.field === 'PERSON_GROUP' || cell.field === 'CLASSIFIED_ON') && !notes.includes(note))
        notes.push(note);
    }
  }
  return { rowNo, cells, candidate, problems, notes, classified };
}

function duplicatesOf(
  job: Job,
  rows: readonly Pick<PlannedRow, 'rowNo' | 'candidate'>[],
): { proposals: Map<number, Proposal[]>; truncated: boolean } {
  const people = rows.flatMap(({ rowNo, candidate }) => (candidate ? [{ rowNo, candidate }] : []));
  const names = new Map(
    people.map(({ rowNo, candidate }) => [String(rowNo), candidateName(candidate, true)]),
  );
  const known = knownPersons(job.db);
  const { pairs, truncated } = proposeDuplicates(
    people.map(
      ({ rowNo, candidate }): DuplicateEntry => ({
        key: String(rowNo),
        familyName: candidate.familyName,
        givenNames: candidate.givenNames,
        birthName: candidate.birthName,
        aliases: aliasTexts(candidate),
        birthDate: candidate.birthDate,
        birthPlace: candidate.birthPlace,
      }),
    ),
    known,
  );
  const persons = new Map(known.map((person) => [person.key, person]));
  const proposals = new Map<number, Proposal[]>();
  for (const { key, otherKey, otherIs, strength, reason } of pairs) {
    const person = persons.get(otherKey);
    const proposal: Proposal =
      otherIs === 'ROW'
        ? { rowNo: Number(otherKey), personId: null, name: names.get(otherKey) ?? '', strength, reason }
        : { rowNo: null, personId: otherKey, name: personName(person), strength, reason };
    proposals.set(Number(key), [...(proposals.get(Number(key)) ?? []), proposal]);
  }
  // The likely ones first; an existing file before a row, the earliest row before the others.
  for (const [rowNo, list] of proposals) proposals.set(rowNo, list.toSorted(byLikelihood));
  return { proposals, truncated };
}

function byLikelihood(a: Proposal, b: Proposal): number {
  if (a.strength !== b.strength) return a.strength === 'LIKELY' ? -1 : 1;
  return (a.rowNo ?? 0) - (b.rowNo ?? 0);
}

function personName(person: DuplicateEntry | undefined): string {
  if (!person) return '';
  const name = [person.familyName, person.givenNames].filter(Boolean).join(', ') || person.aliases[0] || '';
  return person.birthDate ? `${name} · ${formatPartialDate(person.birthDate)}` : name;
}

/** The numbers of an import. Without decisions: of what the rows become by themselves. */
export function countRows(
  rows: readonly PlannedRow[],
  setAside: number,
  decisions?: ReadonlyMap<number, ResolvedDecision>,
): ImportCounts {
  const counts = {
    rows: rows.length,
    persons: 0,
    notes: 0,
    skipped: 0,
    duplicates: 0,
    likelyDuplicates: 0,
    undecided: 0,
    problems: 0,
    hints: 0,
    notable: 0,
    classified: 0,
    transliterated: 0,
    setAside,
  };
  for (const row of rows) {
    const decision = decisions?.get(row.rowNo);
    const action = decision?.action ?? (row.candidate ? 'NEW' : 'SKIP');
    if (action === 'NEW') counts.persons += 1;
    else if (action === 'NOTE_TO') counts.notes += 1;
    else counts.skipped += 1;
    if (action === 'NEW' && row.classified) counts.classified += 1;
    if (action === 'NEW' && row.candidate?.reviewScript) counts.transliterated += 1;
    const problems = row.problems.filter(({ severity }) => severity === 'PROBLEM').length;
    counts.problems += problems;
    counts.hints += row.problems.length - problems;
    if (row.proposals.length > 0) {
      counts.duplicates += 1;
      if (row.proposals[0]?.strength === 'LIKELY') counts.likelyDuplicates += 1;
      if (!decision?.decided) counts.undecided += 1;
    }
    if (row.problems.length > 0 || row.proposals.length > 0) counts.notable += 1;
  }
  return counts;
}
