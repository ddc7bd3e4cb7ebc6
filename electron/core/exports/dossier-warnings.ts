/**
 * Lichtbild, PHW/EHW, polizeifachlicher Status and results of RADAR in a dossier (domain §5.1 sections 2, 3, 5). What is not
 * clearly allowed stays out and is counted; besondere Kategorien always do.
 */
import type { Hint } from '#shared/contract/hints';
import type { Picture } from '#shared/contract/pictures';
import type { PrintBlock, PrintSection } from '#shared/contract/print-document';
import type { StatusPeriod } from '#shared/contract/status';
import type { Agency } from '#shared/domain/agencies';
import { formatPartialDate } from '#shared/domain/partial-date';
import { HINT_KIND_LABELS, HINT_PURPOSE_LABELS } from '#shared/domain/person-hints';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { PICTURE_ORIGIN_LABELS } from '#shared/domain/picture';
import {
  POLICE_STATUS_LABELS,
  RELEVANT_PERSON_ROLE_LABELS,
  RISK_INSTRUMENT_LABELS,
} from '#shared/domain/police-status';
import type { ReleaseItem } from '#shared/domain/release';
import type { Context } from '../context';
import { shownHints } from '../hints/service';
import { leadingPicture } from '../pictures/service';
import { specialIdsOf } from '../special/service';
import { currentStatus, radarOf } from '../status/service';

type Radar = ReturnType<typeof radarOf>[number];

export interface WarningItem extends ReleaseItem {
  readonly hint?: Hint;
  readonly picture?: Picture;
  readonly period?: StatusPeriod;
  readonly radar?: Radar;
}

const date = (value: string | null) => (value ? formatPartialDate(value) : '');

/** Everything of this kind that the file holds, as release items. */
export function warningItems(ctx: Context, personId: string, agency: Agency): WarningItem[] {
  const forPolice = agency.police ? null : [];
  const picture = leadingPicture(ctx, personId);
  const period = currentStatus(ctx, personId);
  return [
    ...(picture ? [pictureItem(picture, agency)] : []),
    ...shownHints(ctx, personId).map((hint) => ({
      // Approved, with a signature that fits, and nothing that touches a besondere Kategorie.
      ...item(
        hint.id,
        'HINWEIS',
        hint.special || hint.state !== 'FREIGEGEBEN' || !hint.intact ? [] : forPolice,
      ),
      hint,
    })),
    ...(period && period.status !== 'KEINE' ? [{ ...item(period.id, 'SONSTIGES', forPolice), period }] : []),
    ...newestOf(radarOf(ctx, personId)).map((radar) => ({
      ...item(radar.id, 'SONSTIGES', radar.released ? forPolice : []),
      radar,
    })),
    ...specialIdsOf(ctx, personId).map((id) => item(id, 'SONSTIGES', [])),
  ];
}

function item(id: string, kind: ReleaseItem['kind'], releasedFor: readonly string[] | null): WarningItem {
  return {
    id,
    section: 'warnings',
    kind,
    blocked: false,
    categoryOfPerson: null,
    isContactPerson: false,
    origin: 'EIGENE_STELLE',
    releasedFor,
  };
}

/** Other bodies than police get a picture only if they are named with it. */
function pictureItem(picture: Picture, agency: Agency): WarningItem {
  return {
    ...item(picture.id, 'LICHTBILD', agency.police ? null : picture.releasedTo),
    blocked: picture.blocked,
    categoryOfPerson: picture.personCategory,
    picture,
  };
}

/** The newest result of each instrument; the list is newest first. */
function newestOf(results: readonly Radar[]): Radar[] {
  return results.filter(
    (result, index) => results.findIndex(({ instrument }) => instrument === result.instrument) === index,
  );
}

/** Stands first in the section of the Personalien. */
export function pictureBlock(picture: Picture, label: string): PrintBlock {
  const taken = date(picture.takenOn);
  return {
    kind: 'PICTURE',
    jpeg: picture.preview,
    caption: [PICTURE_ORIGIN_LABELS[picture.origin], taken && `aufgenommen ${taken}`, label]
      .filter(Boolean)
      .join('\n'),
  };
}

export function hintSection(hints: readonly Hint[]): PrintSection {
  const title = 'Hinweise (PHW/EHW) und Eigensicherung';
  if (hints.length === 0)
    return { number: '', title, blocks: [{ kind: 'TEXT', text: 'Keine Hinweise übermittelt.' }] };
  return {
    number: '',
    title,
    blocks: [
      {
        kind: 'ENTRIES',
        entries: hints.map((hint) => ({
          mark: hint.code,
          title: hint.text,
          statement: null,
          body: hint.factBasis,
          meta: [
            hint.kind ? HINT_KIND_LABELS[hint.kind] : '',
            hint.purpose ? HINT_PURPOSE_LABELS[hint.purpose] : '',
            `freigegeben ${date(hint.decidedAt?.slice(0, 10) ?? null)}`,
            `Prüftermin ${date(hint.reviewOn)}`,
          ].filter(Boolean),
        })),
      },
    ],
  };
}

export function statusSection(period: StatusPeriod | null, results: readonly Radar[]): PrintSection {
  const title = 'Polizeifachlicher Status';
  if (!period && results.length === 0)
    return { number: '', title, blocks: [{ kind: 'TEXT', text: 'Keine Angaben übermittelt.' }] };
  return {
    number: '',
    title,
    blocks: [
      ...(period ? [statusBlock(period)] : []),
      ...results.map(
        (result): PrintBlock => ({
          kind: 'FIELDS',
          rows: [
            {
              label: [RISK_INSTRUMENT_LABELS[result.instrument], result.version].filter(Boolean).join(' '),
              value: `${result.result} (${result.assessorOffice}, ${date(result.assessedOn)}; nur Ergebnis)`,
            },
          ],
        }),
      ),
    ],
  };
}

function statusBlock(period: StatusPeriod): PrintBlock {
  const role = period.role ? `, ${RELEVANT_PERSON_ROLE_LABELS[period.role]}` : '';
  return {
    kind: 'FIELDS',
    rows: [
      { label: 'Status', value: `${POLICE_STATUS_LABELS[period.status]}${role}` },
      {
        label: 'Phänomenbereich',
        value: period.phaenomenbereich ? PHAENOMENBEREICH_LABELS[period.phaenomenbereich] : '',
      },
      { label: 'Seit', value: date(period.validFrom) },
      { label: 'Entscheidende Stelle', value: period.authority },
    ].filter((row) => row.value !== ''),
  };
}
