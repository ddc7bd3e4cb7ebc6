/** Lichtbilder of a file (domain.md 3.4; F20). Shown, never compared: the application knows no Bildabgleich. */
import type { CollectionMeans } from './handling';

export const PICTURE_ORIGINS = [
  'ED_BEHANDLUNG',
  'AUSWEIS',
  'IDENTITAETSFESTSTELLUNG',
  'OBSERVATION',
  'OSINT',
  'SICHERSTELLUNG',
  'ANDERE_STELLE',
  'ANDERE',
] as const;
export type PictureOrigin = (typeof PICTURE_ORIGINS)[number];

export const PICTURE_ORIGIN_LABELS = {
  ED_BEHANDLUNG: 'Erkennungsdienstliche Behandlung',
  AUSWEIS: 'Ausweisdokument',
  IDENTITAETSFESTSTELLUNG: 'Identitätsfeststellung, Kontrolle',
  OBSERVATION: 'Observation',
  OSINT: 'Offene Quelle (OSINT)',
  SICHERSTELLUNG: 'Sichergestelltes Bild',
  ANDERE_STELLE: 'Von einer anderen Stelle',
  ANDERE: 'Andere Herkunft',
} as const satisfies Record<PictureOrigin, string>;

/** Means of collection that an origin usually has (§ 22b(1) PolG NRW): set with it in the form, and open to change. */
export const USUAL_MEANS = {
  ED_BEHANDLUNG: 'ED_BEHANDLUNG',
  AUSWEIS: 'REGISTERAUSKUNFT',
  IDENTITAETSFESTSTELLUNG: 'IDENTITAETSFESTSTELLUNG',
  OBSERVATION: 'OBSERVATION',
  OSINT: 'OFFENE_QUELLE',
  SICHERSTELLUNG: 'DURCHSUCHUNG_SICHERSTELLUNG',
  ANDERE_STELLE: 'UEBERMITTLUNG',
  ANDERE: null,
} as const satisfies Record<PictureOrigin, CollectionMeans | null>;

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** Bounds of the original. A decoder must not be made to unfold a small file into gigabytes. */
export const PICTURE_LIMITS = { bytes: 25 * 1024 * 1024, edge: 12_000, pixels: 60_000_000 } as const;
/** The small JPEG beside it, which lists, head and document show. */
export const PREVIEW_LIMITS = { bytes: 300 * 1024, edge: 640 } as const;

/** Size of the preview for an original of this size: the longer edge at most {@link PREVIEW_LIMITS}.edge, never larger. */
export function previewSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, PREVIEW_LIMITS.edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
