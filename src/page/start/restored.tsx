import { type Answer, answerOf } from '../api/answers.ts';
import { getDrill, getDrillRequest } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { PolledView } from '../shown/polledView.tsx';
import type { Draft } from './draft.ts';
import { requestedDraft, requestedText } from './requestedDraft.ts';
import { StartWizard } from './startWizard.tsx';
import type { DryRun } from './useStart.ts';

interface RestoredProps {
  drillId: string;
  /** A new dry run follows, also if the drill is a dry run itself. */
  isAgain: boolean;
  nameDryRun(dryRunId: string): void;
}

/** The wizard with the request of a drill or a dry run that was made earlier, perhaps by somebody else. */
export function Restored({ drillId, isAgain, nameDryRun }: RestoredProps) {
  const read = usePolled(['start', 'request', drillId], () => readDraft(drillId), 0);
  return (
    <PolledView what="the request of the drill" of={read} back={{ text: 'Start a drill', href: '/start' }}>
      {({ draft, dryRun }) => (
        <StartWizard first={draft} firstDryRun={isAgain ? null : dryRun} nameDryRun={nameDryRun} />
      )}
    </PolledView>
  );
}

async function readDraft(drillId: string): Promise<Answer<{ draft: Draft; dryRun: DryRun | null }>> {
  const [{ body: given }, { body: drill }] = await Promise.all([
    answerOf(getDrillRequest(drillId)),
    answerOf(getDrill(drillId)),
  ]);
  const dryRun = drill.terms.dryRun === true ? { drillId, text: requestedText(given.body, drill.plan) } : null;
  return { body: { draft: requestedDraft(given.body, drill.plan), dryRun }, etag: null };
}
