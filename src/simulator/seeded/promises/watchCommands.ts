import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { count, type Deployment, isOf, leverOf, type SeededWorld, SITE } from '../seededState.ts';
import { recoveriesDisturbed } from './watchRecoveries.ts';

/** Runs before SendCommand, whose commands run as root. Returns what to call when Systems Manager has taken it. */
export function watchCommand(
  world: SeededWorld,
  deployment: Deployment,
  drillId: string,
  input: Record<string, unknown>,
): () => void {
  const { aws, tasks, violations, testimony } = world;
  const comment = String(input['Comment']);
  const ids = new Set(input['InstanceIds'] as string[]);
  const meant = aws.liveInstances(SITE).filter(({ instanceId }) => ids.has(instanceId));
  if (isFrozen(deployment, tasks.now())) violations.add(`no command is sent while the site is frozen (${comment})`);
  const sourceServerIds = meant.map((instance) => instance.sourceServerId);
  for (const jobId of recoveriesDisturbed(world, deployment, sourceServerIds))
    violations.add(`no command is sent while a real recovery goes on (${comment}: ${jobId})`);
  for (const instance of meant)
    if (!isOf(instance, deployment.owner) || instance.jobTags['DrillId'] !== drillId)
      violations.add(`no command reaches an instance that is not its drill’s (${comment}: ${instance.instanceId})`);
  return () => {
    count(world, 'command sent');
    for (const { instanceId, sourceServerId } of meant) {
      if (testimony.commands.some((one) => one.comment === comment && one.instanceId === instanceId))
        violations.add(`an instance gets one command for a check (${comment}: ${instanceId})`);
      testimony.commands.push({ comment, instanceId, drillId, sourceServerId });
    }
  };
}

/** A function that read the lever before it moved may still be making its call. */
function isFrozen(deployment: Deployment, now: Instant): boolean {
  const lever = leverOf(deployment, now);
  return lever?.state === 'FROZEN' && now > lever.at + MINUTE_SECONDS * SECOND_MS;
}
