/** Everyone who reads, and the decider: Rückfrage, Mitzeichnung, decision, checking the signatures (F7). */
import { Gavel, MessageCircleQuestion, PenLine, ShieldAlert, TriangleAlert, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { isDecided } from '#shared/domain/procedure';
import { useCommand } from '../../app/queries';
import { Button, Notice, Page } from '../../ui';
import { MinorApproval } from '../retention/MinorApproval';
import { byId, useActive } from './active-criterion';
import { DecideDialog } from './DecideDialog';
import { EvidencePanel } from './EvidencePanel';
import styles from './ProposalPage.module.css';
import { Header, type ProposalData, QuestionNotice, WithdrawMenu } from './ProposalParts';
import { ProposalView } from './ProposalView';
import { ReasonDialog } from './ReasonDialog';
import { SignatureCheck } from './SignatureState';

type Act = 'decide' | 'askBack' | 'countersign';

export function ReadProposal({ file, detail, evidence }: ProposalData) {
  const [act, setAct] = useState<Act | null>(null);
  const invalidates = ['classifications', 'persons', 'tasks'] as const;
  const askBack = useCommand('classifications.askBack', { invalidates });
  const countersign = useCommand('classifications.countersign', { invalidates });
  const view = useActive(detail.criteria, null);
  const close = () => setAct(null);
  const target = { personId: detail.personId, id: detail.id, revision: detail.revision };
  const isOwn = detail.mayAskBack && !detail.mayDecide && detail.decisionBar === null;
  return (
    <Page
      layout="wide"
      header={
        <Header
          file={file}
          detail={detail}
          action={
            detail.mayDecide && (
              <Button variant="primary" icon={Gavel} onPress={() => setAct('decide')}>
                Entscheiden
              </Button>
            )
          }
          moreActions={
            <>
              {isDecided(detail.step) && detail.origin === 'SYSTEM' && (
                <SignatureCheck personId={detail.personId} id={detail.id} size="md" />
              )}
              {detail.mayCountersign && (
                <Button icon={PenLine} onPress={() => setAct('countersign')}>
                  Mitzeichnen
                </Button>
              )}
              {detail.mayAskBack && (
                <Button icon={isOwn ? Undo2 : MessageCircleQuestion} onPress={() => setAct('askBack')}>
                  {isOwn ? 'Zurückholen' : 'Rückfrage'}
                </Button>
              )}
              <WithdrawMenu detail={detail} />
            </>
          }
        />
      }
    >
      <div className={styles.split} data-folded={!view.panel.isOpen || undefined}>
        <div className={styles.proposal}>
          {detail.decisionBar && (
            <Notice tone="restricted" icon={ShieldAlert} title="Sie können hier nicht entscheiden">
              {detail.decisionBar}
            </Notice>
          )}
          {detail.origin === 'SYSTEM' && <MinorApproval act="CLASSIFICATION" recordId={detail.id} />}
          {!isDecided(detail.step) && detail.changedEvidenceIds.length > 0 && (
            <Notice
              tone="overdue"
              icon={TriangleAlert}
              title="Ein Beleg ist nicht mehr der, der vorgelegt wurde"
            >
              Er wurde nach dem Vorlegen geändert, gesperrt oder entfernt. Eine Entscheidung ist erst möglich,
              wenn der Vorschlag nach einer Rückfrage neu vorgelegt ist.
            </Notice>
          )}
          <QuestionNotice detail={detail} />
          <ProposalView
            detail={detail}
            evidence={byId(evidence.items)}
            activeKey={view.activeKey}
            onActivate={view.activate}
          />
        </div>
        <EvidencePanel
          items={evidence.items}
          blocked={evidence.blocked}
          criteria={detail.criteria}
          activeKey={view.activeKey}
          changedIds={detail.changedEvidenceIds}
          newSince={detail.previous?.decidedAt ?? null}
          isOpen={view.panel.isOpen}
          onOpenChange={view.panel.onToggle}
          onLeave={view.leave}
          headingRef={view.headingRef}
        />
      </div>
      {act === 'decide' && file.caseStatus && (
        <DecideDialog detail={detail} caseStatus={file.caseStatus} onClose={close} />
      )}
      {act === 'askBack' && (
        <ReasonDialog
          title={isOwn ? 'Vorschlag zurückholen' : 'Rückfrage an die vorschlagende Person'}
          label={isOwn ? 'Grund' : 'Was soll ergänzt oder geändert werden?'}
          confirmLabel={isOwn ? 'Zurückholen' : 'Rückfrage stellen'}
          icon={isOwn ? Undo2 : MessageCircleQuestion}
          isRequired
          onConfirm={(reason) => askBack.mutateAsync({ ...target, reason })}
          onClose={close}
        />
      )}
      {act === 'countersign' && (
        <ReasonDialog
          title="Vorschlag mitzeichnen"
          label="Bemerkung (freiwillig)"
          confirmLabel="Mitzeichnen und unterschreiben"
          icon={PenLine}
          onConfirm={(reason) => countersign.mutateAsync({ ...target, reason })}
          onClose={close}
        />
      )}
    </Page>
  );
}
