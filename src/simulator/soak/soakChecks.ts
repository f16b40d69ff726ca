import type { SummaryView } from '../../api/views/summaryView.ts';
import type { LocalWorld } from '../local/localWorld.ts';
import type { MemoryTable } from '../memory/memoryTable.ts';
import { checkPromises } from '../seeded/promises/promises.ts';
import type { DeadLetter } from './soakDeadLetters.ts';

/** Returns the violations of what must hold when a soak has ended. */
export function soakViolations(soaked: {
  local: LocalWorld;
  table: MemoryTable;
  owner: string;
  accepted: ReadonlySet<string>;
  listed: ReadonlyMap<string, SummaryView>;
  thirdPartyJobs: ReadonlySet<string>;
}): string[] {
  const { local, table, owner, accepted, listed, thirdPartyJobs } = soaked;
  return [
    ...checkPromises(table, local.world, true, owner),
    ...[...accepted].flatMap((drillId) => unended(drillId, listed.get(drillId))),
    ...launchedTwice(local, owner),
    ...thirdPartiesTouched(local, owner, thirdPartyJobs),
  ];
}

/** Each dead letter belongs to a drill that ended nevertheless, or to a third party's job. */
export function unexplained(letters: readonly DeadLetter[], listed: ReadonlyMap<string, SummaryView>): string[] {
  const open = letters.filter(
    ({ drillId, isThirdPartys }) => !isThirdPartys && listed.get(drillId ?? '')?.phase !== 'ENDED',
  );
  return open.map((letter) => `every dead letter is explained (${letter.queue}: ${letter.kind} of ${letter.drillId})`);
}

function unended(drillId: string, view: SummaryView | undefined): string[] {
  if (view === undefined) return [`every accepted drill is listed (${drillId})`];
  const isClean = view.cleanup === 'CLEAN' || view.cleanup === 'NOT_NEEDED';
  if (view.phase === 'ENDED' && isClean && view.quarantined === null) return [];
  return [
    `every accepted drill ends clean (${drillId}: ${view.phase}, ${view.cleanup}, ${view.quarantined ?? 'sound'})`,
  ];
}

function launchedTwice({ world }: LocalWorld, owner: string): string[] {
  const seen = new Set<string>();
  const violations: string[] = [];
  for (const { tags, sourceServerIds } of world.history.launches.filter((one) => one.tags['DrillOwner'] === owner)) {
    const names = [`launch ${tags['Launch']}`, ...sourceServerIds.map((id) => `${id} in ${tags['DrillId']}`)];
    for (const name of names) {
      if (seen.has(name)) violations.push(`nothing is launched twice (${name})`);
      seen.add(name);
    }
  }
  return violations;
}

/** The soak waives no checks, so no launch of ours may replace an instance. */
function thirdPartiesTouched({ world }: LocalWorld, owner: string, thirdPartyJobs: ReadonlySet<string>): string[] {
  const { launches, terminations } = world.history;
  const replaced = launches.filter((one) => one.tags['DrillOwner'] === owner).flatMap((one) => one.replaced);
  const terminated = terminations.flatMap(({ instanceIds, launchJobIds }) =>
    instanceIds.filter((_, index) => thirdPartyJobs.has(launchJobIds[index] ?? '')),
  );
  return [
    ...replaced.map((id) => `no launch of ours replaces a third party’s instance (${id})`),
    ...terminated.map((id) => `no instance of a third party is terminated (${id})`),
  ];
}
