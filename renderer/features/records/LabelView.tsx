/** The Kennzeichnung (§ 22b PolG NRW) as it is read. */
import { Tag } from 'lucide-react';
import type { LabelFields } from '#shared/contract/label';
import { COLLECTION_MEANS_LABELS, covertLabel, protectedInterestLabel } from '#shared/domain/handling';
import { DefinitionList } from '../../ui';
import styles from './RecordList.module.css';

export function LabelView({ label }: { label: LabelFields }) {
  const missing = <em>fehlt noch</em>;
  return (
    <section aria-label="Kennzeichnung">
      <h4 className={styles.labelHead}>
        <Tag aria-hidden size={14} />
        Kennzeichnung (§ 22b PolG NRW)
      </h4>
      <DefinitionList
        items={[
          {
            term: 'Mittel der Erhebung',
            value: label.collectionMeans ? COLLECTION_MEANS_LABELS[label.collectionMeans] : missing,
            note:
              label.covert === null
                ? 'offen oder verdeckt: fehlt noch'
                : `${covertLabel(label.covert)} erhoben`,
          },
          {
            term: 'Geschütztes Rechtsgut / zu verhütende Straftat',
            value: label.protectedInterest ? protectedInterestLabel(label.protectedInterest) : missing,
          },
          { term: 'Erhebende Stelle', value: label.collectingOffice ?? missing },
          { term: 'Rechtsgrundlage', value: label.legalBasis },
        ]}
      />
    </section>
  );
}
