/** What holds for this file right now, in words: protected, restricted, and through which grant it is open. */
import { EyeOff, KeyRound, ShieldHalf, Siren } from 'lucide-react';
import type { Output } from '#shared/contract/index';
import { RESTRICTION_GROUND_LABELS } from '#shared/domain/access';
import { Notice } from '../../ui';

export function StateNotices({ access }: { access: Output<'access.ofPerson'> }) {
  return (
    <>
      {access.protected && (
        <Notice tone="protected" icon={ShieldHalf} title="Geschützte Akte">
          Nur Sachbearbeitung, Vertretung, Leitung und wer ein Recht am Fall hat, sehen sie. Eine Suche
          anderer zeigt nichts davon an und wird hier vermerkt.
        </Notice>
      )}
      {access.restricted && (
        <Notice tone="restricted" icon={EyeOff} title="Verarbeitung eingeschränkt (§ 32 PolG NRW)">
          {access.ground && `${RESTRICTION_GROUND_LABELS[access.ground]}. `}
          Die Akte steht in keiner Liste und in keinem Dokument; gelesen wird sie nur zu einem erlaubten
          Zweck.
        </Notice>
      )}
      {access.openedBy.includes('EMERGENCY') && (
        <Notice tone="due-soon" icon={Siren} title="Im Notzugriff geöffnet">
          Nur zum Lesen und höchstens 24 Stunden. Die aktenführende Dienststelle ist benachrichtigt und
          entscheidet, ob sie den Zugriff billigt.
        </Notice>
      )}
      {(access.openedBy.includes('READ') || access.openedBy.includes('WRITE')) && (
        <Notice icon={KeyRound} title="Sie haben ein Recht an diesem Fall">
          Bis wann und wofür, steht unten unter „Rechte am Fall“.
        </Notice>
      )}
    </>
  );
}
