/** A measure as flat, labelled fields, so that the history reads as the form does. */
import type { MeasureRow } from '#shared/contract/measures';
import { measureStateLabel } from '#shared/domain/measure-task';
import { formatPartialDate } from '#shared/domain/partial-date';

export function historyFields(
  measure: Omit<
    MeasureRow,
    | 'leadAgencyShort'
    | 'id'
    | 'revision'
    | 'lapsesOn'
    | 'court'
    | 'covert'
    | 'resolution'
    | 'nextStates'
    | 'createdAt'
    | 'changedAt'
  >,
): Record<string, string | boolean | null> {
  return {
    Maßnahme: [measure.code, measure.title].filter(Boolean).join(' '),
    Rechtsgrundlage: measure.legalBasis,
    Stand: measureStateLabel(measure.kind, measure.state),
    'Federführende Behörde': measure.leadAgency,
    Verantwortlich: measure.responsible,
    Frist: day(measure.dueOn),
    'Gericht und Aktenzeichen': measure.courtFileNo,
    'Gültig ab': day(measure.validFrom),
    'Gültig bis': day(measure.validTo),
    Eilanordnung: measure.urgentOrder ? 'ja' : null,
    'Bestätigt am': day(measure.confirmedOn),
    Vermerk: measure.note,
    Wirkung: measure.effectNote,
  };
}

function day(value: string | null): string | null {
  return value && formatPartialDate(value);
}
