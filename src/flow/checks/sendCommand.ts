import { COMMAND_DELIVERY_SECONDS } from '../../drill/bounds.ts';
import type { ServerChecked } from '../../drill/checks/check.ts';
import type { Site } from '../../drill/drill.ts';
import type { CheckEffect, ServerToTerminate } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import { CallFailed } from '../errors.ts';
import { refuseByLever } from '../leverInForce.ts';
import { isHeldBack, recoveriesNow } from '../perform/lookAtRecoveries.ts';
import { sortByProof } from '../perform/prove.ts';
import type { Ports } from '../ports.ts';

/**
 * Sends a command to the instances that are provably this drill's own: a command runs as root, and on a real recovery
 * that would be production. It needs every proof that a termination needs, and the same permission of the lever and of
 * running recoveries.
 */
export async function sendCommand(
  ports: Ports,
  site: Site,
  drillId: string,
  { check, terms, servers, waitsForAgents }: Extract<CheckEffect, { kind: 'SendCommand' }>,
): Promise<Answer> {
  const sorted = await sortByProof(ports, site, drillId, servers);
  const running = sorted.proven.filter(({ instanceId }) => sorted.ec2.get(instanceId)?.state === 'running');
  const runningIds = running.map(({ instanceId }) => instanceId);
  const managed = await ports.commands.managed(site, runningIds);
  if (waitsForAgents && managed.length < running.length)
    throw new CallFailed('UNAVAILABLE', 'Systems Manager does not manage all instances yet: an agent is not online');
  // These looks come last: a real recovery may begin at any moment.
  await refuseByLever(ports, site, 'command');
  const recoveries = await recoveriesNow(ports, site, new Set(sorted.recorded.keys()));
  const isHeld = ({ sourceServerId }: ServerToTerminate) => isHeldBack(recoveries, sourceServerId);
  const receivers = running.filter((one) => managed.includes(one.instanceId) && !isHeld(one));
  const sourceServerIds = receivers.map(({ sourceServerId }) => sourceServerId);
  const others = servers.filter((one) => !sourceServerIds.includes(one.sourceServerId));
  const notSent = others.map((one) => ({
    sourceServerId: one.sourceServerId,
    ...whyNot({
      missing: sorted.unproven.find(({ sourceServerId }) => sourceServerId === one.sourceServerId)?.missing,
      isGone: sorted.gone.includes(one.sourceServerId),
      isHeld: isHeld(one),
      state: sorted.ec2.get(one.instanceId)?.state,
    }),
  }));
  if (sourceServerIds.length === 0) return { type: 'CommandSent', check, commandId: null, sourceServerIds, notSent };
  const { commandId } = await ports.commands.sendToProvenInstances(site, {
    document: terms.document,
    parameters: terms.parameters ?? {},
    instanceIds: receivers.map(({ instanceId }) => instanceId),
    timeoutSeconds: COMMAND_DELIVERY_SECONDS,
    comment: `${drillId} ${check}`,
  });
  return { type: 'CommandSent', check, commandId, sourceServerIds, notSent };
}

interface Found {
  missing: string | undefined;
  isGone: boolean;
  isHeld: boolean;
  state: string | undefined;
}

function whyNot({ missing, isGone, isHeld, state }: Found): Pick<ServerChecked, 'state' | 'because'> {
  if (isGone) return { state: 'FAILED', because: 'its instance is terminated' };
  if (isHeld) return { state: 'NOT_RUN', because: 'no command is sent while a real recovery goes on in the site' };
  if (missing !== undefined)
    return { state: 'NOT_RUN', because: `it is not proved that the instance is this drill's: ${missing}` };
  if (state === undefined) return { state: 'NOT_RUN', because: 'DRS does not list its instance' };
  if (state !== 'running') return { state: 'FAILED', because: `its instance is ${state}` };
  return { state: 'NOT_RUN', because: 'Systems Manager does not manage its instance: no agent there is online' };
}
