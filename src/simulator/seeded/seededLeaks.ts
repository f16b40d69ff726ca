import { owed } from '../../drill/cleaning/owed.ts';
import type { Drill } from '../../drill/drill.ts';
import { attempt } from './seededMeddlers.ts';
import { person } from './seededPeople.ts';
import { count, type Deployment, type SeededWorld, SITE, siteStateOf } from './seededState.ts';

/** Asked every half hour: somebody who has heard of a leak looks at what stands, and does what only a person can do. */
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

/** What DRS has left of a launch, or a tester, and attached to nothing, only a person removes: by its tag, or because the leak names it. */
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

/** What the leak calls a conversion server only a person terminates; as it says so, the drill itself does not. */
function terminateConversionServers(world: SeededWorld, { standing = {} }: Drill): void {
  for (const [, instanceId = ''] of Object.values(standing)
    .join()
    .matchAll(/conversion server (i-[0-9a-f]{17})/g)) {
    world.aws.terminateOutside(SITE, instanceId);
    count(world, 'conversion server terminated by a person');
  }
}

/** All that is still owed is a machine of the account that a server was launched into: it is there to stay. */
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
