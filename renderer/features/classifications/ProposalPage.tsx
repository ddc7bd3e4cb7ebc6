/**
 * One Einstufungsvorgang: on top who has done what and who is next, the proposal on the left, the file's evidence on the
 * right. The proposer writes, the decider reads what changed and decides; both sign (F4–F8, F12).
 */
import { useParams } from 'react-router';
import { useOperation } from '../../app/queries';
import { ErrorState, LoadingState } from '../../ui';
import { EditedProposal } from './EditedProposal';
import type { ProposalData } from './ProposalParts';
import { ReadProposal } from './ReadProposal';

export function ProposalPage() {
  const { personId = '', id = '' } = useParams();
  const file = useOperation('persons.get', { id: personId });
  const detail = useOperation('classifications.get', { personId, id }, { enabled: file.isSuccess });
  const evidence = useOperation('classifications.evidence', { personId }, { enabled: file.isSuccess });
  const catalogue = useOperation('classifications.catalogue', {});
  const error = file.error ?? detail.error ?? evidence.error ?? catalogue.error;
  if (error) return <ErrorState error={error} onRetry={() => void detail.refetch()} />;
  if (!file.data || !detail.data || !evidence.data || !catalogue.data)
    return <LoadingState shape="document" />;
  const shared: ProposalData = {
    file: file.data,
    detail: detail.data,
    evidence: evidence.data,
    catalogue: catalogue.data.catalogue,
  };
  return detail.data.mayEdit ? (
    <EditedProposal key={`${id}:edit`} {...shared} />
  ) : (
    <ReadProposal key={`${id}:read`} {...shared} />
  );
}
