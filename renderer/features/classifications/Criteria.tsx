/** Criteria one by one: as inputs for the proposer, as a document for the decider. No sums, no order of weight (F5). */
import { FilePlus2, MessageSquarePlus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useFormState } from 'react-hook-form';
import type { CriterionView, EvidenceItem } from '#shared/contract/classifications';
import {
  CRITERION_RESULT_LABELS,
  CRITERION_RESULTS,
  type CriterionResult,
} from '#shared/domain/classification';
import { Button, FieldError, FormField, IconButton, Segmented, TagList, TextArea } from '../../ui';
import styles from './Criteria.module.css';
import { EVIDENCE_ICONS, evidenceName, NO_RESULT_ICON, RESULT_ICONS } from './labels';
import type { ProposalForm } from './proposal-form';

const SEGMENTS = CRITERION_RESULTS.map((value) => ({
  value,
  label: CRITERION_RESULT_LABELS[value],
  icon: RESULT_ICONS[value],
  ...(value === 'ERFUELLT' ? {} : { tone: 'neutral' as const }),
}));

export interface CriterionProps {
  criterion: CriterionView;
  evidence: ReadonlyMap<string, EvidenceItem>;
  isActive: boolean;
  onActivate: () => void;
}

export function CriterionEditor({
  criterion,
  evidence,
  isActive,
  onActivate,
  form,
  onPick,
}: CriterionProps & { form: ProposalForm; onPick: () => void }) {
  const { key, text, help, result, reason, evidenceIds } = criterion;
  const [isUnfolded, setUnfolded] = useState(false);
  const { errors } = useFormState({ control: form.control, name: `criteria.${key}` });
  const evidenceError = errors.criteria?.[key]?.evidenceIds?.message;
  const isOpen = isUnfolded || result === 'ERFUELLT' || reason !== '' || evidenceIds.length > 0;
  return (
    <li
      className={styles.criterion}
      data-active={isActive || undefined}
      id={`kriterium-${key}`}
      onFocusCapture={onActivate}
    >
      <div className={styles.row}>
        <div className={styles.text}>
          <h3 className={styles.title}>{text}</h3>
          <p className={styles.help}>{help}</p>
        </div>
        <div className={styles.answer}>
          <FormField control={form.control} name={`criteria.${key}.result`}>
            {(field) => <Segmented<CriterionResult> label={text} hideLabel segments={SEGMENTS} {...field} />}
          </FormField>
          {!isOpen && (
            <IconButton
              icon={MessageSquarePlus}
              label={`Begründung und Belege: ${text}`}
              onPress={() => setUnfolded(true)}
            />
          )}
        </div>
      </div>
      {isOpen ? (
        <div className={styles.body}>
          <FormField control={form.control} name={`criteria.${key}.reason`}>
            {(field) => (
              <TextArea
                label="Begründung"
                rows={2}
                maxLength={4000}
                isRequired={result === 'ERFUELLT'}
                {...field}
              />
            )}
          </FormField>
          <div className={styles.evidence}>
            <EvidenceChips
              label={`Belege zu „${text}“`}
              ids={evidenceIds}
              evidence={evidence}
              onRemove={(id) =>
                form.setValue(
                  `criteria.${key}.evidenceIds`,
                  evidenceIds.filter((other) => other !== id),
                  { shouldDirty: true },
                )
              }
            />
            <Button
              size="sm"
              variant="quiet"
              icon={FilePlus2}
              aria-label={`Beleg wählen: ${text}`}
              onPress={() => {
                onActivate();
                onPick();
              }}
            >
              Beleg wählen
            </Button>
          </div>
          <FieldError>{evidenceError}</FieldError>
        </div>
      ) : null}
    </li>
  );
}

function EvidenceChips({
  label,
  ids,
  evidence,
  onRemove,
}: {
  label: string;
  ids: readonly string[];
  evidence: ReadonlyMap<string, EvidenceItem>;
  onRemove?: (id: string) => void;
}) {
  if (ids.length === 0) return <span className={styles.none}>Noch kein Beleg verknüpft.</span>;
  const tags = ids.map((id) => {
    const item = evidence.get(id);
    return item
      ? { id, label: evidenceName(item), icon: EVIDENCE_ICONS[item.kind] }
      : { id, label: 'Beleg nicht mehr verwendbar', icon: TriangleAlert };
  });
  return <TagList label={label} tags={tags} {...(onRemove ? { onRemove } : {})} />;
}

/** One criterion as it was put before the decider. */
export function CriterionRead({ criterion, evidence, isActive, onActivate }: CriterionProps) {
  const { key, text, result, reason, evidenceIds } = criterion;
  const Icon = result === null ? NO_RESULT_ICON : RESULT_ICONS[result];
  return (
    <li
      className={styles.criterion}
      data-active={isActive || undefined}
      data-result={result}
      data-readable
      id={`kriterium-${key}`}
      onFocusCapture={onActivate}
      onPointerDown={onActivate}
    >
      <div className={styles.row}>
        <div className={styles.text}>
          <h3 className={styles.title}>{text}</h3>
          {reason && <p className={styles.reason}>{reason}</p>}
          {evidenceIds.length > 0 && (
            <div className={styles.evidence}>
              <EvidenceChips label={`Belege zu „${text}“`} ids={evidenceIds} evidence={evidence} />
            </div>
          )}
        </div>
        <span className={styles.result} data-result={result}>
          <Icon aria-hidden size={16} strokeWidth={2} />
          {result === null ? 'nicht angegeben' : CRITERION_RESULT_LABELS[result]}
        </span>
      </div>
    </li>
  );
}
