/** The leading Lichtbild in the head of the file, or a plain place for one. */
import { UserRound } from 'lucide-react';
import { Link } from 'react-aria-components';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PICTURE_ORIGIN_LABELS } from '#shared/domain/picture';
import { useOperation } from '../../app/queries';
import styles from './Pictures.module.css';

export function HeadPicture({ personId }: { personId: string }) {
  const { data } = useOperation('pictures.leading', { personId });
  const picture = data?.picture;
  return (
    <Link href={`/akten/${personId}/lichtbilder`} className={styles.head}>
      {picture ? (
        <img
          src={`data:image/jpeg;base64,${picture.preview}`}
          alt={[
            'Lichtbild',
            PICTURE_ORIGIN_LABELS[picture.origin],
            picture.takenOn && formatPartialDate(picture.takenOn),
          ]
            .filter(Boolean)
            .join(', ')}
        />
      ) : (
        <span className={styles.none}>
          <UserRound aria-hidden size={28} strokeWidth={1.25} />
          {data ? 'kein Lichtbild' : <span className="visually-hidden">Lichtbild</span>}
        </span>
      )}
    </Link>
  );
}
