import { count, type Deployment, isOf, type SeededWorld, SITE } from '../seededState.ts';
import { settledLever } from './settledLever.ts';
import { recoveriesDisturbed } from './watchRecoveries.ts';

/** Runs before SendCommand, whose commands run as root. Returns what to call when Systems Manager has taken it. */
export function watchCommand(
  world: SeededWorld,
  deployment: Deployment,
  drillId: string,
  input: Record<string, unknown>,
): () => void {
  const { aws, violations, testimony } = world;
  const comment = String(input['Comment']);
  const ids = new Set(input['InstanceIds'] as string[]);
  const meant = aws.liveInstances(SITE).filter(({ instanceId }) => ids.has(instanceId));
  if (settledLever(world, deployment)?.state === 'FROZEN')
    violations.add(`no command is sent while the site is frozen (${comment})`);
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
