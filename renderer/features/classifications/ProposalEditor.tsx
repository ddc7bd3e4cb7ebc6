/** Left side while the proposer works: Personenkreis, Anlass, criteria, prognosis; and what is still open (F4). */
import { CircleCheck, CircleDot, ListChecks, MessageSquareText, UserRoundCheck } from 'lucide-react';
import type { ClassificationDetail, CriterionView, EvidenceItem } from '#shared/contract/classifications';
import type { CriteriaCatalogue } from '#shared/domain/criteria';
import { PERSON_GROUP_LABELS, personGroupsOn } from '#shared/domain/person-group';
import type { Problem } from '#shared/domain/problem';
import { EXIT_REASON_LABELS, REVIEW_OCCASION_LABELS } from '#shared/domain/procedure';
import { Button, FormField, FormGrid, Notice, optionsOf, Panel, Select, TextArea } from '../../ui';
import { today } from '../persons/labels';
import { CriterionEditor } from './Criteria';
import styles from './ProposalPage.module.css';
import { fieldOf, type ProposalForm } from './proposal-form';

export interface ProposalEditorProps {
  detail: ClassificationDetail;
  form: ProposalForm;
  catalogue: CriteriaCatalogue;
  criteria: readonly CriterionView[];
  evidence: ReadonlyMap<string, EvidenceItem>;
  activeKey: string | null;
  onActivate: (key: string) => void;
  onPick: () => void;
  points: readonly Problem[];
}

export function ProposalEditor(props: ProposalEditorProps) {
  const { detail, form, catalogue, criteria, evidence, activeKey, onActivate, onPick, points } = props;
  const { control } = form;
  return (
    <>
      <Panel title="Personenkreis und Anlass" icon={UserRoundCheck}>
        <FormGrid>
          <FormField control={control} name="personGroup">
            {(field) => (
              <Select
                label="Personenkreis"
                isRequired
                options={personGroupsOn(today()).map((value) => ({
                  value,
                  label: PERSON_GROUP_LABELS[value],
                }))}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="occasion">
            {(field) => (
              <Select
                label="Anlass der Prüfung"
                isRequired
                options={optionsOf(REVIEW_OCCASION_LABELS)}
                {...field}
              />
            )}
          </FormField>
          {detail.procedure === 'AUSSTUFUNG' && (
            <FormField control={control} name="exitReason">
              {(field) => (
                <Select
                  label="Ausstufungsgrund"
                  isRequired
                  options={optionsOf(EXIT_REASON_LABELS)}
                  {...field}
                />
              )}
            </FormField>
          )}
        </FormGrid>
      </Panel>

      <Panel
        title="Kriterien"
        icon={ListChecks}
        isFlush
        actions={<span className={styles.source}>{catalogueSource(catalogue)}</span>}
      >
        {criteria.length === 0 ? (
          <p className={styles.hint}>
            Die Kriterien richten sich nach dem Personenkreis. Bitte zuerst diesen wählen.
          </p>
        ) : (
          <ul>
            {criteria.map((criterion) => (
              <CriterionEditor
                key={criterion.key}
                criterion={criterion}
                form={form}
                evidence={evidence}
                isActive={criterion.key === activeKey}
                onActivate={() => onActivate(criterion.key)}
                onPick={onPick}
              />
            ))}
          </ul>
        )}
      </Panel>

      <Panel title="Prognose und Verhältnismäßigkeit" icon={MessageSquareText}>
        <div className={styles.texts}>
          <FormField control={control} name="prognosis">
            {(field) => (
              <TextArea
                label="Prognose"
                isRequired
                rows={5}
                maxLength={20_000}
                description="Welche Tatsachen rechtfertigen welche Annahme? Eine Meinung allein trägt keine Prognose."
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="proportionality">
            {(field) => (
              <TextArea
                label="Verhältnismäßigkeit"
                isRequired
                rows={4}
                maxLength={20_000}
                description="Warum ist die Einstufung geeignet, erforderlich und angemessen; welche milderen Mittel gibt es?"
                {...field}
              />
            )}
          </FormField>
        </div>
      </Panel>

      <OpenPoints points={points} form={form} />
    </>
  );
}

export function catalogueSource({ authority, version }: CriteriaCatalogue): string {
  return `${authority} · Katalog Version ${version}`;
}

/** What is still missing, each one click from its field. */
function OpenPoints({ points, form }: { points: readonly Problem[]; form: ProposalForm }) {
  if (points.length === 0) {
    return (
      <Notice tone="done" icon={CircleCheck} title="Vollständig: Der Vorschlag kann vorgelegt werden.">
        Mit dem Vorlegen unterschreiben Sie den Inhalt. Geändert wird er danach nur noch nach einer Rückfrage.
      </Notice>
    );
  }
  return (
    <Panel title="Vor dem Vorlegen noch offen" count={points.length}>
      <ul className={styles.points} id="offene-punkte">
        {points.map((point) => (
          <li key={point.field + point.message} className={styles.point}>
            <CircleDot aria-hidden size={14} />
            <span>{point.message}</span>
            {fieldOf(point) && (
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Zum Feld: ${point.message}`}
                onPress={() => focusPoint(form, point)}
              >
                Zum Feld
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Fields of a folded criterion are not on the screen: then the criterion itself takes the focus. */
export function focusPoint(form: ProposalForm, point: Pick<Problem, 'field'>): void {
  const [head, key] = point.field.split('.');
  const field = fieldOf(point);
  if (head === 'assessments' && key) {
    const row = document.getElementById(`kriterium-${key}`);
    row?.scrollIntoView({ block: 'center' });
    const isReason = point.field.endsWith('.reason');
    row?.querySelector<HTMLElement>(isReason ? 'textarea' : 'input[type=radio]')?.focus();
  } else if (field === 'assessments') {
    document.querySelector<HTMLElement>('[id^=kriterium-] input[type=radio]')?.focus();
  } else if (field) {
    form.setFocus(field as 'prognosis');
  }
}
