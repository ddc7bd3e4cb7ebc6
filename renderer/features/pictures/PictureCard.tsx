/** One Lichtbild in the gallery: what it shows, from where it is, what may be done with it. */
import { Lock, Maximize2, Pencil, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Picture } from '#shared/contract/pictures';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PICTURE_ORIGIN_LABELS } from '#shared/domain/picture';
import { useCommand, useOperation } from '../../app/queries';
import { Badge, Button, DefinitionList, Dialog, ErrorState, LoadingState, MenuButton, toast } from '../../ui';
import { formatInstant } from '../persons/labels';
import { LabelView } from '../records/LabelView';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './Pictures.module.css';

const STALE = { invalidates: ['pictures', 'findings', 'persons'] };

export function PictureCard({
  picture,
  personId,
  canEdit,
  onEdit,
}: {
  picture: Picture;
  personId: string;
  canEdit: boolean;
  onEdit: () => void;
}) {
  const [dialog, setDialog] = useState<'open' | 'remove' | null>(null);
  const setLeading = useCommand('pictures.setLeading', STALE);
  const remove = useCommand('pictures.remove', STALE);
  const target = { personId, id: picture.id, revision: picture.revision };
  const taken = picture.takenOn ? formatPartialDate(picture.takenOn) : 'Datum unbekannt';
  const name = `${PICTURE_ORIGIN_LABELS[picture.origin]}, ${taken}`;
  return (
    <li className={styles.card} data-blocked={picture.blocked || undefined}>
      <img
        className={styles.image}
        src={`data:image/jpeg;base64,${picture.preview}`}
        alt={`Lichtbild: ${name}`}
      />
      <div className={styles.text}>
        <h3 className={styles.title}>{PICTURE_ORIGIN_LABELS[picture.origin]}</h3>
        <p className={styles.small}>
          {taken} · {picture.source}
        </p>
        {picture.note && <p className={styles.small}>{picture.note}</p>}
        <div className={styles.badges}>
          {picture.leading && (
            <Badge tone="accent" icon={Star}>
              im Kopf der Akte
            </Badge>
          )}
          {picture.blocked && (
            <Badge tone="restricted" icon={Lock}>
              gesperrt, nicht gekennzeichnet
            </Badge>
          )}
        </div>
        <div className={styles.actions}>
          <Button
            size="sm"
            icon={Maximize2}
            aria-label={`${name} groß ansehen`}
            onPress={() => setDialog('open')}
          >
            Groß ansehen
          </Button>
          {canEdit && (
            <>
              <Button size="sm" icon={Pencil} aria-label={`${name} bearbeiten`} onPress={onEdit}>
                {picture.blocked ? 'Kennzeichnen' : 'Bearbeiten'}
              </Button>
              <MenuButton
                isIconOnly
                size="sm"
                label={`Weitere Aktionen zu ${name}`}
                entries={[
                  {
                    id: 'leading',
                    label: 'In den Kopf der Akte',
                    icon: Star,
                    isDisabled: picture.leading || picture.blocked,
                    onAction: () => setLeading.mutate(target),
                  },
                  {
                    id: 'remove',
                    label: 'Entfernen',
                    icon: Trash2,
                    isDanger: true,
                    onAction: () => setDialog('remove'),
                  },
                ]}
              />
            </>
          )}
        </div>
      </div>
      {dialog === 'open' && (
        <FullPicture picture={picture} personId={personId} name={name} onClose={() => setDialog(null)} />
      )}
      {dialog === 'remove' && (
        <ReasonDialog
          title="Lichtbild entfernen"
          label="Grund"
          confirmLabel="Entfernen"
          isDanger
          onClose={() => setDialog(null)}
          onConfirm={async (reason) => {
            await remove.mutateAsync({ ...target, reason });
            toast({ text: 'Das Lichtbild ist entfernt.' });
          }}
        >
          Das Bild und sein Verlauf werden gelöscht. Im Verlauf der Akte bleibt, dass und warum eines entfernt
          wurde.
        </ReasonDialog>
      )}
    </li>
  );
}

function FullPicture({
  picture,
  personId,
  name,
  onClose,
}: {
  picture: Picture;
  personId: string;
  name: string;
  onClose: () => void;
}) {
  const { data, error, isPending } = useOperation('pictures.open', { personId, id: picture.id });
  return (
    <Dialog isOpen isDismissable size="lg" title={name} onClose={onClose}>
      {isPending ? (
        <LoadingState rows={6} />
      ) : error ? (
        <ErrorState error={error} />
      ) : (
        <img
          className={styles.full}
          src={`data:${data.mediaType};base64,${data.data}`}
          alt={`Lichtbild: ${name}`}
        />
      )}
      <div className={styles.facts}>
        <h3 className="visually-hidden">Angaben zum Lichtbild</h3>
        <DefinitionList
          items={[
            { term: 'Quelle', value: picture.source },
            { term: 'Aufgenommen', value: picture.takenOn && formatPartialDate(picture.takenOn) },
            { term: 'Erfasst', value: `${picture.createdBy}, ${formatInstant(picture.createdAt)}` },
            { term: 'Größe', value: `${picture.width} × ${picture.height} Bildpunkte` },
            { term: 'Prüfsumme (SHA-256)', value: picture.sha256, isWide: true },
            {
              term: 'Prüfsumme der übergebenen Datei',
              value: picture.fileSha256,
              note: 'vor dem Entfernen der Metadaten',
              isWide: true,
            },
          ]}
        />
        <LabelView label={picture.label} />
      </div>
    </Dialog>
  );
}
