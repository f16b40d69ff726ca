import { owed } from '../../drill/cleaning/owed.ts';
import type { Drill } from '../../drill/drill.ts';
import { attempt } from './seededInterference.ts';
import { person } from './seededPeople.ts';
import { count, type Deployment, type SeededWorld, SITE, siteStateOf } from './seededState.ts';

/** Runs every half hour: an operator who reads a leak report removes what only a person can remove. */
export function reportLeaks(world: SeededWorld): void {
  for (const deployment of world.deployments)
    for (const drill of deployment.records.values())
      if (drill.cleanup === 'LEAKED' && drill.phase === 'TERMINATING') lookAtLeak(world, deployment, drill);
}

function lookAtLeak(world: SeededWorld, deployment: Deployment, drill: Drill): void {
  deleteLooseVolumes(world, drill);
  terminateConversionServers(world, drill);
  if (isOnlyForeign(world, drill)) acknowledge(world, deployment, drill);
}

/** A person deletes volumes that no instance holds: those with the job's tag, and those that the leak report names. */
function deleteLooseVolumes(world: SeededWorld, { launches, standing = {} }: Drill): void {
  const jobIds = new Set(launches.flatMap((launch) => launch.jobId ?? []));
  const named = Object.values(standing).join();
  for (const { volumeId, deletedAt, attachment, tags } of Object.values(siteStateOf(world).volumes)) {
    if (deletedAt !== null || attachment !== null) continue;
    if (!jobIds.has(tags['drs.amazonaws.com-job'] ?? '') && !named.includes(volumeId)) continue;
    attempt(() => world.aws.call('ec2', 'DeleteVolume', { VolumeId: volumeId }, SITE));
    count(world, 'loose volume deleted');
  }
}

/** Only a person terminates what the leak report calls a conversion server. The drill itself never does. */
function terminateConversionServers(world: SeededWorld, { standing = {} }: Drill): void {
  for (const [, instanceId = ''] of Object.values(standing)
    .join()
    .matchAll(/conversion server (i-[0-9a-f]{17})/g)) {
    world.aws.terminateOutside(SITE, instanceId);
    count(world, 'conversion server terminated by a person');
  }
}

/** True when all that remains is an existing machine that a server was launched into. It stays. */
function isOnlyForeign(world: SeededWorld, drill: Drill): boolean {
  const { instances } = siteStateOf(world);
  const left = owed(drill);
  return left.length > 0 && left.every(([, { instanceId }]) => instances[instanceId ?? '']?.purpose === 'MACHINE');
}

function acknowledge(world: SeededWorld, deployment: Deployment, { drillId }: Drill): void {
  count(world, 'leak acknowledged');
  person(world, deployment, world.tasks.now(), drillId, 'acknowledge', (at) => ({
    type: 'LeakAcknowledged',
    at,
    by: 'operator',
    reason: 'that machine is ours and stays',
  }));
}
