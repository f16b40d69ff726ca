import { answerOf } from '../api/answers.ts';
import { getDrill, getDrillRequest } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { PolledView } from '../shown/polledView.tsx';
import type { Draft } from './draft.ts';
import { requestedDraft } from './requestedDraft.ts';
import { StartWizard } from './startWizard.tsx';

interface RestoredProps {
  dryRunId: string;
  nameDryRun(dryRunId: string): void;
}

/** The wizard with the request of a dry run that was made earlier, perhaps by somebody else. */
export function Restored({ dryRunId, nameDryRun }: RestoredProps) {
  const read = usePolled(['start', 'request', dryRunId], () => readDraft(dryRunId), 0);
  return (
    <PolledView what="the request of the dry run" of={read} back={{ text: 'Start a drill', href: '/start' }}>
      {({ draft, isDryRun }) => (
        <StartWizard first={draft} firstDryRun={isDryRun ? dryRunId : null} nameDryRun={nameDryRun} />
      )}
    </PolledView>
  );
}

async function readDraft(drillId: string): Promise<{ body: { draft: Draft; isDryRun: boolean }; etag: null }> {
  const [{ body: given }, { body: drill }] = await Promise.all([
    answerOf(getDrillRequest(drillId)),
    answerOf(getDrill(drillId)),
  ]);
  return {
    body: { draft: requestedDraft(given.body, drill.plan), isDryRun: drill.terms.dryRun === true },
    etag: null,
  };
}
