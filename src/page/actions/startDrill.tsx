import { useLocation } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { type Drill, startDrill } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import type { StartRequest } from '../start/request.ts';
import { startEffects, startsAnew, startWarnings } from '../start/startWords.ts';
import { useGivenRequest } from '../start/useGivenRequest.ts';
import { useInventory } from '../start/useInventory.ts';
import { utcText } from '../words/utcText.ts';
import { ActionButton } from './actionButton.tsx';

interface StartDrillProps {
  /** The dry run of the same request. */
  dryRun: Drill;
  request: StartRequest;
}

/** Starts a drill after its dry run. A dry run starts one drill at most, however often this is confirmed. */
export function StartDrill({ dryRun, request }: StartDrillProps) {
  const [, navigate] = useLocation();
  const { done } = useFlashes();
  const given = useGivenRequest(dryRun.drillId) ?? request;
  const inventory = useInventory(dryRun.site.region).body ?? [];
  const hostnames = new Map(inventory.map(({ sourceServerId, hostname }) => [sourceServerId, hostname]));
  const act = async () => {
    // Not a new key for each opened confirmation: an answer may be lost, and the person may try again.
    const idempotencyKey = `start-after-${dryRun.drillId}`;
    const { body } = await answerOf(startDrill(pinned(request, dryRun), { idempotencyKey }));
    done(`Drill ${body.drillId} was requested at ${utcText(body.requestedAt)}, after the dry run ${dryRun.drillId}.`);
    navigate(`/drills/${body.drillId}`);
  };
  return (
    <ActionButton text="Start the drill" variant="primary">
      {(close) => (
        <ConfirmModal
          title="Start the drill"
          effects={[...startEffects(dryRun, hostnames), ...startsAnew(given, dryRun)]}
          irreversible={startWarnings(dryRun).join(' ')}
          {...{ act, close }}
        />
      )}
    </ActionButton>
  );
}

/** The version of the plan that the dry run had, even if a newer one was saved meanwhile. */
function pinned(request: StartRequest, { plan }: Drill): StartRequest {
  return 'plan' in request && plan !== null ? { ...request, planVersion: plan.version } : request;
}
