import { isDeepStrictEqual } from 'node:util';
import type { Drill } from '../drill/drill.ts';
import { fold } from '../drill/evolve.ts';
import { brokenInvariants } from '../drill/invariants.ts';
import type { OtherWorld } from './otherWorld.ts';
import type { MemoryTable } from './table.ts';

/** The product's promises, asked of the world itself: the sentences that do not hold. `atEnd` also asks what must have ended. */
export function checkPromises(table: MemoryTable, aws: OtherWorld, atEnd: boolean): string[] {
  const checked = aws.history.launches.length + aws.history.terminations.length;
  if (!atEnd && lastChecked.get(aws) === checked) return [];
  lastChecked.set(aws, checked);
  const violations = [...foreignTouched(aws), ...launchedTwice(aws), ...realRecoveries(aws)];
  return atEnd ? [...violations, ...notEnded(table, aws)] : violations;
}

const lastChecked = new WeakMap<OtherWorld, number>();

function isOurs(tags: Record<string, string>): boolean {
  return tags['DrillOwner'] !== undefined;
}

/** No instance that is not this drill's own was replaced by a launch of ours, or asked to be terminated by us. */
function foreignTouched(aws: OtherWorld): string[] {
  const replaced = aws.history.launches.filter((launch) => isOurs(launch.tags)).flatMap((launch) => launch.replaced);
  const ourJobs = new Set(
    aws.history.launches.filter((launch) => isOurs(launch.tags) && launch.isDrill).map((launch) => launch.jobId),
  );
  const foreign = aws.history.terminations.flatMap((termination) =>
    termination.instanceIds.filter((_, index) => !ourJobs.has(termination.launchJobIds[index] ?? '')),
  );
  return [
    ...replaced.map((id) => `a launch of ours replaced instance ${id}`),
    ...foreign.map((instanceId) => `instance ${instanceId} is not ours and was asked to be terminated`),
  ];
}

function launchedTwice(aws: OtherWorld): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { tags, sourceServerIds } of aws.history.launches.filter((launch) => isOurs(launch.tags))) {
    for (const id of sourceServerIds) {
      const key = `${tags['DrillId']} ${id}`;
      if (seen.has(key)) twice.push(`server ${id} was launched twice in drill ${tags['DrillId']}`);
      seen.add(key);
    }
  }
  return twice;
}

function realRecoveries(aws: OtherWorld): string[] {
  return aws.history.launches.flatMap(({ isDrill, tags, jobId }) =>
    isOurs(tags) && !isDrill ? [`job ${jobId} of ours is not a drill`] : [],
  );
}

function notEnded(table: MemoryTable, aws: OtherWorld): string[] {
  const left = aws.liveInstances().filter((instance) => isOurs(instance.jobTags));
  return [
    ...left.map(({ instanceId }) => `instance ${instanceId} was left running`),
    ...table.drills().flatMap((drill) => drillViolations(table, drill)),
  ];
}

function drillViolations(table: MemoryTable, drill: Drill): string[] {
  const { drillId, phase, cleanup } = drill;
  const violations = brokenInvariants(drill).map((sentence) => `${drillId}: ${sentence}`);
  if (phase !== 'ENDED') violations.push(`${drillId} has not ended: ${phase}, ${cleanup}`);
  const folded = fold(table.entriesOf(drillId));
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(folded ?? null)), drill))
    violations.push(`${drillId} is not the fold of its journal`);
  const taken = table.effectsOf(drillId).filter((effect) => phase === 'ENDED' && effect.state === 'TAKEN');
  return [
    ...violations,
    ...taken.map((effect) => `${drillId} ended with ${effect.effect.kind} ${effect.effectId} taken`),
  ];
}
