/** Entries of the person record of an invented person, complete unless a test takes something away. */
import type { Input } from '#shared/contract/index';

export type EntryInput = Input<'entries.create'>['entry'];
type Content = EntryInput['content'];

export const FRAME = { validFrom: null, validUntil: null, source: '', remark: '' } as const;

/** Every field of some kinds, empty. */
export const EMPTY_CONTENT = {
  NAME: { type: 'SPITZNAME', name: '', native: '', script: null },
  COMMUNICATION: { type: 'MOBIL', value: '', service: '', holder: '', device: '' },
  PROFILE: {
    platform: 'TELEGRAM',
    handle: '',
    profileId: '',
    url: '',
    contents: [],
    language: '',
    active: null,
    reach: [],
  },
  CUSTODY: { type: 'STRAFHAFT', facility: '', bookNo: '', occasion: '', expectedEnd: null },
  VEHICLE: { relation: 'HALTER', plate: '', country: '', type: null, model: '', colour: '', vin: '' },
  ASSET: { type: 'KONTO', iban: '', bank: '', wallet: '', currency: '', property: '', holder: '' },
  SCENE: { group: '', role: 'MITGLIED', office: '', place: '', network: '' },
  WEAPON: { legality: 'LEGAL', what: '', permit: null, permitNo: '', authority: '', storage: '' },
  FAMILY: { maritalStatus: null, children: '', housing: '' },
} as const satisfies Partial<Record<EntryInput['kind'], Content>>;

/** An entry with some of its fields filled and the rest empty. */
export function entryOf(
  kind: keyof typeof EMPTY_CONTENT,
  content: Content,
  more: Partial<EntryInput> = {},
): EntryInput {
  return { ...FRAME, ...more, kind, content: { ...EMPTY_CONTENT[kind], ...content } };
}
