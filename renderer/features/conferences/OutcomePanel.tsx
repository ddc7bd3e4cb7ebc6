/** The result of a closed conference, point by point. */
import { CheckCheck } from 'lucide-react';
import type { AgendaItem, Conference } from '#shared/contract/conferences';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Panel, Statement, TextLink } from '../../ui';
import styles from './OutcomePanel.module.css';
import { ResolutionList } from './ResolutionList';

export function OutcomePanel({ conference }: { conference: Conference }) {
  return (
    <Panel title="Ergebnis" icon={CheckCheck}>
      <ol className={styles.items}>
        {conference.items.map((item) => (
          <OutcomeItem key={item.id} item={item} />
        ))}
      </ol>
    </Panel>
  );
}

/** One point as it will stand in the Ergebnisvermerk. */
export function OutcomeItem({ item }: { item: AgendaItem }) {
  const name = item.personName || item.title;
  return (
    <li className={styles.item}>
      <h3 className={styles.head}>
        <span className={styles.top}>TOP {item.position}</span>
        {item.personId ? <TextLink to={`/akten/${item.personId}`}>{name}</TextLink> : name}
      </h3>
      {item.personId && (
        <p className={styles.person}>
          {[item.fileNo, item.birthDate && `geb. ${formatPartialDate(item.birthDate)}`, item.occasion]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {item.contributions
        .filter((contribution) => contribution.usability === 'PROTOKOLL')
        .map((contribution) => (
          <Statement key={contribution.id} kind={contribution.statementKind} meta={contribution.agencyName}>
            {contribution.body}
          </Statement>
        ))}
      {item.assessment && (
        <div className={styles.assessment}>
          <h4>Gemeinsame Bewertung</h4>
          <p>{item.assessment}</p>
        </div>
      )}
      {item.dissent && (
        <div className={styles.assessment}>
          <h4>Abweichende Meinung</h4>
          <p>{item.dissent}</p>
        </div>
      )}
      {item.resolutions.length > 0 && (
        <ResolutionList
          label={`Beschlüsse zu TOP ${item.position}`}
          resolutions={item.resolutions}
          withPerson={item.kind !== 'PERSON'}
        />
      )}
    </li>
  );
}
