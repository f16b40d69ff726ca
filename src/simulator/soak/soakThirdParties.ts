import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { AwsFault } from '../aws/contract.ts';
import { createDice } from '../aws/dice.ts';
import type { LocalWorld } from '../local/localWorld.ts';

/** Third parties in the account, who launch by hand and know nothing of drills. */
export interface SoakThirdParties {
  turn(now: Instant): void;
  /** The jobs that they started. */
  jobs: Set<string>;
}

/** The time between two of their launches. */
const BETWEEN_LAUNCHES_SECONDS = 4 * 3600;

/**
 * Every few hours, starting at once, they launch a drill or a real recovery by hand, of servers that drills want too.
 */
export function createSoakThirdParties(local: LocalWorld, seed: number, until: Instant): SoakThirdParties {
  const dice = createDice(seed ^ 0x57a9e5);
  const jobs = new Set<string>();
  const servers = serversOf(local);
  let nextAt = local.clock.now();
  let launches = 0;
  return {
    jobs,
    turn(now) {
      if (now < nextAt || now >= until) return;
      const server = dice.pick(servers);
      if (!launch(local, server, launches % 2 === 1, jobs)) return;
      launches += 1;
      nextAt = now + BETWEEN_LAUNCHES_SECONDS * SECOND_MS;
    },
  };
}

function serversOf({ world, site }: LocalWorld): string[] {
  const known = world.state().sites[`${site.accountId}/${site.region}`];
  return Object.keys(known?.servers ?? {});
}

/** AWS may refuse the call, as it may refuse ours. They try again later. */
function launch({ world, site }: LocalWorld, server: string, isReal: boolean, jobs: Set<string>): boolean {
  const before = world.history.launches.length;
  world.catchUp();
  try {
    if (isReal) world.startRealRecovery(site, [server]);
    else
      world.call(
        'drs',
        'StartRecovery',
        { sourceServers: [{ sourceServerID: server }], isDrill: true, tags: BY_HAND },
        site,
      );
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
  }
  world.changed();
  const started = world.history.launches.slice(before);
  for (const { jobId } of started) jobs.add(jobId);
  return started.length > 0;
}

const BY_HAND = { ExecutionType: 'Drill', DrillId: 'd-000000000000000000000000', DrillOwner: 'somebody' };
