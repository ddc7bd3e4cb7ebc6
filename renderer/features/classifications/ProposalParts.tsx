/** What the proposal shows to everyone: its head with the strip, the open question, the way to withdraw it. */
import { MessageCircleQuestion, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ClassificationDetail, EvidenceItem } from '#shared/contract/classifications';
import type { PersonFile } from '#shared/contract/persons';
import type { CriteriaCatalogue } from '#shared/domain/criteria';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { isDecided, PROCEDURE_LABELS, PROPOSAL_STATE_LABELS } from '#shared/domain/procedure';
import { useCommand } from '../../app/queries';
import { Badge, MenuButton, Notice, PageHeader } from '../../ui';
import { birthAndAge, displayName, formatInstant, today } from '../persons/labels';
import { STEP_LOOK } from './labels';
import styles from './ProposalPage.module.css';
import { ReasonDialog } from './ReasonDialog';
import { SignatureBadge } from './SignatureState';
import { StepStrip } from './StepStrip';

export interface ProposalData {
  file: PersonFile;
  detail: ClassificationDetail;
  evidence: { items: EvidenceItem[]; blocked: number };
  catalogue: CriteriaCatalogue;
}

export function Header({
  file,
  detail,
  hint,
  action,
  moreActions,
}: {
  file: PersonFile;
  detail: ClassificationDetail;
  hint?: string;
  action?: React.ReactNode;
  moreActions?: React.ReactNode;
}) {
  const name = displayName(file.leading);
  const { tone, icon } = STEP_LOOK[detail.step];
  const facts = [
    birthAndAge(file.leading.birthDate, today()) && `geb. ${birthAndAge(file.leading.birthDate, today())}`,
    `${file.fileNo} – VS-NfD`,
    detail.personGroup && PERSON_GROUP_LABELS[detail.personGroup],
    hint,
  ].filter(Boolean);
  return (
    <PageHeader
      breadcrumb={[
        { label: 'Personen', to: '/personen' },
        { label: name, to: `/akten/${file.id}` },
        { label: 'Einstufung', to: `/akten/${file.id}/einstufung` },
      ]}
      title={`${PROCEDURE_LABELS[detail.procedure]}: ${name}`}
      badges={
        detail.origin === 'ALTBESTAND' ? (
          <SignatureBadge state="LEGACY" />
        ) : (
          <>
            <Badge tone={tone} icon={icon}>
              {PROPOSAL_STATE_LABELS[detail.step]}
            </Badge>
            {isDecided(detail.step) && <SignatureBadge state={detail.signature} />}
          </>
        )
      }
      subtitle={facts.join('  ·  ')}
      action={action}
      moreActions={moreActions}
    >
      {detail.steps.length > 0 && <StepStrip detail={detail} />}
    </PageHeader>
  );
}

/** What the decider asked, as long as it is not answered. */
export function QuestionNotice({ detail }: { detail: ClassificationDetail }) {
  const question =
    detail.step === 'RUECKFRAGE' ? detail.steps.findLast(({ step }) => step === 'RUECKFRAGE') : null;
  if (!question) return null;
  return (
    <Notice
      tone="due-soon"
      icon={MessageCircleQuestion}
      title={`Rückfrage von ${question.userName}, ${formatInstant(question.at)}`}
    >
      <p className={styles.decisionReason}>{question.reason}</p>
    </Notice>
  );
}

export function WithdrawMenu({ detail }: { detail: ClassificationDetail }) {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const withdraw = useCommand('classifications.withdraw', { invalidates: ['persons'] });
  if (!detail.mayWithdraw) return null;
  const target = { personId: detail.personId, id: detail.id, revision: detail.revision };
  return (
    <>
      <MenuButton
        isIconOnly
        label="Weitere Schritte"
        entries={[
          {
            id: 'withdraw',
            label: detail.step === 'ENTWURF' ? 'Entwurf verwerfen' : 'Vorschlag zurückziehen',
            icon: Undo2,
            isDanger: true,
            onAction: () => setOpen(true),
          },
        ]}
      />
      {isOpen && (
        <ReasonDialog
          title={detail.step === 'ENTWURF' ? 'Entwurf verwerfen?' : 'Vorschlag zurückziehen?'}
          body={
            <p className={styles.dialogText}>
              Der Vorschlag mit Kriterien und Begründungen wird gelöscht. Dass er zurückgezogen wurde, bleibt
              im Protokoll der Akte.
            </p>
          }
          label="Grund"
          confirmLabel={detail.step === 'ENTWURF' ? 'Verwerfen' : 'Zurückziehen'}
          icon={Undo2}
          isDanger
          onConfirm={async (reason) => {
            await withdraw.mutateAsync({ ...target, reason });
            await navigate(`/akten/${detail.personId}/einstufung`);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
