/** Puts a document together for one recipient. The release rules run here, in the vault process, never in the renderer. */
import type { LeftOut } from '#shared/contract/exports';
import type { DocumentContent } from '#shared/contract/print-document';
import type { Agency } from '#shared/domain/agencies';
import { assertNever } from '#shared/domain/assert';
import type { Context } from '../context';
import { assembleDossier } from './dossier';
import { assembleMinutes } from './minutes';

export type ExportTarget =
  | { readonly kind: 'DOSSIER'; readonly personId: string }
  | { readonly kind: 'ERGEBNISVERMERK'; readonly conferenceId: string };

export interface TransmissionPurpose {
  readonly purpose: string;
  readonly legalBasis: string;
  readonly attention: string;
}

export interface Assembled {
  readonly content: DocumentContent;
  readonly leftOut: LeftOut[];
  /** Everybody with a file of whom the document speaks. */
  readonly personIds: readonly string[];
}

export function assemble(
  ctx: Context,
  target: ExportTarget,
  agency: Agency,
  transmission: TransmissionPurpose,
): Assembled {
  switch (target.kind) {
    case 'DOSSIER':
      return assembleDossier(ctx, target.personId, agency, transmission);
    case 'ERGEBNISVERMERK':
      return assembleMinutes(ctx, target.conferenceId, agency, transmission);
    default:
      return assertNever(target);
  }
}
