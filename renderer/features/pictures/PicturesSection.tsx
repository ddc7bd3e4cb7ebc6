/** Section „Lichtbilder“ of the Fallakte. Pictures are shown, never compared. */
import { Image, ImagePlus, ScanEye } from 'lucide-react';
import { useState } from 'react';
import type { Picture } from '#shared/contract/pictures';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Notice, Stack } from '../../ui';
import { EditorFrame } from '../records/EditorFrame';
import recordStyles from '../records/RecordList.module.css';
import { PictureCard } from './PictureCard';
import { PictureEditor } from './PictureEditor';
import styles from './Pictures.module.css';
import { formValues, newPicture } from './picture-form';

export function PicturesSection({ personId }: { personId: string }) {
  const list = useOperation('pictures.list', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const office = useSession((state) => state.user?.officeName ?? '');
  const [editing, setEditing] = useState<Picture | 'new' | null>(null);
  if (list.isPending) return <LoadingState shape="cards" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { pictures } = list.data;
  const last = pictures.find((picture) => !picture.blocked)?.label;
  const picture = editing === 'new' ? null : editing;
  return (
    <Stack>
      <div className={recordStyles.toolbar}>
        <h2 className={recordStyles.title}>
          Lichtbilder <Count value={pictures.length} showZero />
        </h2>
        {canEdit && (
          <div className={recordStyles.add}>
            <Button variant="primary" icon={ImagePlus} onPress={() => setEditing('new')}>
              Lichtbild aufnehmen
            </Button>
          </div>
        )}
      </div>
      <div className={recordStyles.toolbar}>
        <Notice icon={ScanEye} title="Kein Bildabgleich">
          Lichtbilder werden angezeigt und sonst nicht ausgewertet: kein Vergleich, keine Gesichtserkennung,
          keine Suche nach Bildern.
        </Notice>
      </div>
      {editing !== null && (
        <EditorFrame>
          <PictureEditor
            key={picture?.id ?? 'new'}
            personId={personId}
            picture={picture}
            values={picture ? formValues(picture) : newPicture(office, last)}
            onDone={() => setEditing(null)}
          />
        </EditorFrame>
      )}
      {pictures.length === 0 && editing === null && (
        <EmptyState icon={Image} title="Keine Lichtbilder vorhanden." />
      )}
      <ul className={styles.gallery} aria-label="Lichtbilder">
        {pictures
          .filter(({ id }) => id !== picture?.id)
          .map((entry) => (
            <PictureCard
              key={entry.id}
              picture={entry}
              personId={personId}
              canEdit={canEdit}
              onEdit={() => setEditing(entry)}
            />
          ))}
      </ul>
    </Stack>
  );
}
