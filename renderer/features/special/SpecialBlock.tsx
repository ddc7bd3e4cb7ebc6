/** Besondere Kategorien below the Personalien: masked, one by one, each unmasked for a written reason. */
import { Eye, EyeOff, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#shared/contract/index';
import type { MaskedEntry } from '#shared/contract/special';
import {
  SPECIAL_CATEGORIES,
  SPECIAL_CATEGORY_LABELS,
  type SpecialCategory,
} from '#shared/domain/special-category';
import { call } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, ErrorState, LoadingState, Panel } from '../../ui';
import { ApprovalActions, ApprovalBadges, ApprovalWho } from '../records/ApprovalActions';
import cardStyles from '../records/ApprovalCard.module.css';
import { GatedHistory } from '../records/GatedHistory';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './SpecialBlock.module.css';
import { SpecialEditor, type SpecialFormInput } from './SpecialEditor';

type Unmasked = Output<'special.unmask'>;

/** Nothing for somebody whose role has no right to them. */
export function SpecialBlock({ personId }: { personId: string }) {
  return usePermission('SPECIAL_CATEGORIES') ? <Gate personId={personId} /> : null;
}

function Gate({ personId }: { personId: string }) {
  const { data, error, isPending, refetch } = useOperation('special.list', { personId });
  if (isPending) return <LoadingState rows={3} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Panel title="Besondere Kategorien (§ 22a PolG NRW)" icon={EyeOff}>
      <p className={styles.note}>
        {data.gateOpen
          ? 'Nur wenn unbedingt erforderlich. Die Angaben sind verdeckt, stehen in keiner Suche, keiner Liste und keinem Dossier; jedes Aufdecken wird mit seinem Grund protokolliert.'
          : 'Diese Angaben sehen und erfassen nur die feste Sachbearbeitung, ihre Vertretung und die Leitung der aktenführenden Dienststelle.'}
      </p>
      {data.gateOpen &&
        SPECIAL_CATEGORIES.map((category) => (
          <Category
            key={category}
            personId={personId}
            category={category}
            entry={data.entries.find((entry) => entry.category === category) ?? null}
            latestReviewOn={data.latestReviewOn}
          />
        ))}
    </Panel>
  );
}

function Category({
  personId,
  category,
  entry,
  latestReviewOn,
}: {
  personId: string;
  category: SpecialCategory;
  entry: MaskedEntry | null;
  latestReviewOn: string;
}) {
  const [shown, setShown] = useState<Unmasked | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [editing, setEditing] = useState<SpecialFormInput | null>(null);
  const label = SPECIAL_CATEGORY_LABELS[category];
  // What was unmasked belongs to the revision that was unmasked.
  const unmasked = shown && entry && shown.entry.revision === entry.revision ? shown : null;
  if (editing)
    return (
      <SpecialEditor
        personId={personId}
        stored={entry}
        values={editing}
        latestReviewOn={latestReviewOn}
        onDone={() => setEditing(null)}
      />
    );
  return (
    <div className={styles.entry}>
      <span className={styles.term}>{label}</span>
      <div>
        <div className={styles.line}>
          {!entry && <span className={styles.empty}>nicht erfasst</span>}
          {entry && !unmasked && (
            <span className={styles.masked}>
              <span aria-hidden>••••••</span>
              <span className="visually-hidden">verdeckt</span>
            </span>
          )}
          {unmasked && <span className={styles.value}>{unmasked.entry.value}</span>}
          {entry && <ApprovalBadges entry={entry} />}
          <span className={styles.grow}>
            {!entry && (
              <Button
                size="sm"
                variant="quiet"
                icon={Plus}
                aria-label={`${label} erfassen`}
                onPress={() =>
                  setEditing({ category, value: '', necessity: '', source: '', reviewOn: latestReviewOn })
                }
              >
                Erfassen
              </Button>
            )}
            {entry && !unmasked && (
              <Button size="sm" icon={Eye} aria-label={`${label} aufdecken`} onPress={() => setAsking(true)}>
                Aufdecken
              </Button>
            )}
            {unmasked && (
              <Button size="sm" variant="quiet" icon={EyeOff} onPress={() => setShown(null)}>
                Wieder verdecken
              </Button>
            )}
          </span>
        </div>
        {unmasked && (
          <Shown
            personId={personId}
            unmasked={unmasked}
            label={label}
            latestReviewOn={latestReviewOn}
            onEdit={() => {
              const { value, necessity, source, reviewOn } = unmasked.entry;
              setEditing({ category, value, necessity, source, reviewOn });
            }}
          />
        )}
      </div>
      {isAsking && entry && (
        <ReasonDialog
          title={`${label} aufdecken`}
          label="Grund"
          confirmLabel="Aufdecken"
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            setShown(await call('special.unmask', { personId, id: entry.id, reason }));
          }}
        >
          Das Aufdecken und sein Grund werden protokolliert. Der Wert ist wieder verdeckt, sobald Sie den
          Abschnitt verlassen.
        </ReasonDialog>
      )}
    </div>
  );
}

function Shown({
  personId,
  unmasked: { entry, history },
  label,
  latestReviewOn,
  onEdit,
}: {
  personId: string;
  unmasked: Unmasked;
  label: string;
  latestReviewOn: string;
  onEdit: () => void;
}) {
  const stale = { invalidates: ['special', 'persons'] };
  const decide = useCommand('special.decide', stale);
  const renew = useCommand('special.renew', stale);
  const remove = useCommand('special.remove', stale);
  const target = { personId, id: entry.id, revision: entry.revision };
  return (
    <>
      <p className={cardStyles.small}>Erforderlichkeit: {entry.necessity}</p>
      <p className={cardStyles.small}>Quelle: {entry.source}</p>
      <GatedHistory entries={history} />
      <div className={cardStyles.foot}>
        <ApprovalWho entry={entry} />
        <ApprovalActions
          entry={entry}
          subject={label}
          latestReviewOn={latestReviewOn}
          removeText="Die Angabe und ihr Verlauf werden gelöscht. Im Verlauf der Akte bleibt nur, dass und warum eine Angabe entfernt wurde; bitte im Grund nichts von ihrem Inhalt nennen."
          onEdit={onEdit}
          onDecide={(approve, reason) => decide.mutateAsync({ ...target, approve, reason })}
          onRenew={(reviewOn, reason) => renew.mutateAsync({ ...target, reviewOn, reason })}
          onRemove={(reason) => remove.mutateAsync({ ...target, reason })}
        />
      </div>
    </>
  );
}
