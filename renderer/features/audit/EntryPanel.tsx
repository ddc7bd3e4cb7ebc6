/** One entry in words, with ids, texts kept apart and hashes. */
import { LockKeyhole } from 'lucide-react';
import type { Output } from '#shared/contract/index';
import { useOperation } from '../../app/queries';
import { ButtonLink, DefinitionList, ErrorState, LoadingState } from '../../ui';
import styles from './Audit.module.css';
import { detailText, detailWord, formatSecond, sentenceOf, textKind } from './words';

type Entry = Output<'audit.entry'>;
const SHOWN_IDS = 20;

export function EntryPanel({ seq }: { seq: number }) {
  const entry = useOperation('audit.entry', { seq }, { keepPrevious: true });
  if (entry.isPending) return <LoadingState rows={6} />;
  if (entry.error) return <ErrorState error={entry.error} onRetry={() => void entry.refetch()} />;
  return <Loaded entry={entry.data} />;
}

function Loaded({ entry }: { entry: Entry }) {
  return (
    <>
      <p className={styles.sentence}>{sentenceOf(entry)}</p>
      {entry.texts.map(({ kind, text }) => (
        <section key={kind} aria-label={textKind(kind)}>
          <h3 className={styles.subhead}>{textKind(kind)}</h3>
          {text === null ? (
            <p>
              Entfernt: die Frist ist abgelaufen oder die Person wurde gelöscht. Der Prüfwert steht noch in
              der Kette.
            </p>
          ) : (
            <blockquote className={styles.quote}>{text}</blockquote>
          )}
        </section>
      ))}
      {entry.idList.length > 0 && <Ids entry={entry} />}
      <div className={styles.fields}>
        <DefinitionList
          columns={1}
          items={[
            { term: 'Nummer', value: entry.seq.toLocaleString('de-DE') },
            { term: 'Name der Handlung', value: entry.action },
            ...Object.entries(entry.detail).map(([key, value]) => ({
              term: detailWord(key),
              value: detailText(value),
            })),
            {
              term: 'Sitzung',
              value: <span className={styles.hash}>{entry.sessionId ?? 'ohne Sitzung'}</span>,
            },
            { term: 'Prüfwert', value: <span className={styles.hash}>{entry.hash}</span> },
            { term: 'Prüfwert des Vorgängers', value: <span className={styles.hash}>{entry.prevHash}</span> },
            {
              term: 'Prüfpunkt hier',
              value:
                entry.checkpoints.length === 0
                  ? 'keiner'
                  : entry.checkpoints
                      .map(({ at, who }) => `${formatSecond(at)}, unterschrieben von ${who ?? 'unbekannt'}`)
                      .join('; '),
            },
          ]}
        />
      </div>
    </>
  );
}

function Ids({ entry }: { entry: Entry }) {
  const further = entry.idList.length - SHOWN_IDS;
  return (
    <section aria-label="Kennungen">
      <h3 className={styles.subhead}>Kennungen</h3>
      <ul className={styles.plain}>
        {entry.idList.slice(0, SHOWN_IDS).map(({ id, kind }) => (
          <li key={id}>
            {kind || <span className={styles.mono}>{id}</span>}
            {kind && <span className={styles.hash}>{id}</span>}
          </li>
        ))}
        {further > 0 && <li>und {further.toLocaleString('de-DE')} weitere</li>}
      </ul>
      <p>
        <ButtonLink size="sm" icon={LockKeyhole} to="/datenschutz/einzelfall">
          Kennung auflösen
        </ButtonLink>
      </p>
    </section>
  );
}
