import { type Command, Option } from 'commander';
import { type Moment, moment, past, type Timed } from '../durations.ts';
import { serverId } from '../serverNames.ts';
import { FINDINGS, SERVERS, TRIALS } from './analystListings.ts';
import { addRange, type List, type ListFlags, rangeQuery, reading } from './list.ts';
import { REGRESSIONS, STATISTICS } from './statisticListings.ts';

/** drs-drill servers */
export const SERVERS_LIST: List = {
  usage: 'servers',
  manual: {
    summary: 'list source servers, and when each was last proved recoverable',
    description:
      'Lists the source servers known from DRS or from drills: first those never drilled, then those that never passed, then by the oldest pass. With an id or a host name, shows that server.',
    examples: [
      ['One server', 'drs-drill servers web-1'],
      ['All of another Region', 'drs-drill servers --all --site us-west-2'],
    ],
    exits: [],
  },
  filters: (command) => addSite(command).addOption(evidenceOption()),
  read: reading(({ flags }) => serversWanted(flags)),
};

/** drs-drill trials */
export const TRIALS_LIST: List = {
  usage: 'trials <server>',
  manual: {
    summary: 'list the drills of one server, newest first',
    description:
      'Lists the drills of one source server, given by its id or its host name: the result of each, and the source of a failure.',
    examples: [['This year', 'drs-drill trials web-1 --from 2026-01-01']],
    exits: [],
  },
  filters: addRange,
  read: reading(async ({ session, args: [server = ''], flags }) => {
    const id = await serverId(session, server);
    return { path: `/v1/servers/${encodeURIComponent(id)}/drills`, query: rangeQuery(flags), listing: TRIALS };
  }),
};

/** drs-drill findings */
export const FINDINGS_LIST: List = {
  usage: 'findings',
  manual: {
    summary: 'list current failures: servers that failed their newest conclusive drill',
    description:
      'Lists the source servers that failed and have not passed verification since, with the reason from DRS; newest first.',
    examples: [['The reasons, most frequent last', "drs-drill findings --all --query 'findings[].error' --output csv"]],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/findings', query: {}, listing: FINDINGS })),
};

/** drs-drill statistics */
export const STATISTICS_LIST: List = {
  usage: 'statistics',
  manual: {
    summary: 'list statistics of drills',
    description:
      'Lists drills by outcome, servers and passes, recovery times and points, hold overrun and instance hours: by day (newest first), recovery plan, server or Region.',
    examples: [
      ['This month, day by day', 'drs-drill statistics --from 2026-11-01'],
      ['One plan', 'drs-drill statistics --by plan --key web-shop'],
    ],
    exits: [],
  },
  filters: addStatisticFilters,
  read: reading(async ({ session, flags }) => {
    const { by = 'day', key, from, to } = flags;
    const known = key !== undefined && by === 'server' ? await serverId(session, key) : key;
    const query = { by: COUNTED_BY[by], key: known, from: from && day(from), to: to && day(to) };
    return { path: '/v1/statistics', query, listing: STATISTICS };
  }),
};

/** drs-drill regressions */
export const REGRESSIONS_LIST: List = {
  usage: 'regressions',
  manual: {
    summary: 'list servers and recovery plans that got slower',
    description:
      'Lists the servers and recovery plans whose newest recovery time, or the time of the checks after it, has regressed against their own history, with the stage that slowed down; newest first.',
    examples: [['What got slower, and in which stage', 'drs-drill regressions']],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/regressions', query: {}, listing: REGRESSIONS })),
};

/** The source servers of a Region. */
export function serversWanted({ site, evidence }: ListFlags) {
  return { path: '/v1/servers', query: { region: site, evidence }, listing: SERVERS };
}

export function addSite(command: Command): Command {
  return command.option('--site <region>', "in this Region (default the deployment's own)");
}

export function evidenceOption(): Option {
  return new Option('--evidence <level>', 'the evidence level that a pass must reach').choices(EVIDENCE_LEVELS);
}

/** From the lowest to the highest. */
const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'];

/** The values of the command line and those of the API. */
const COUNTED_BY: Record<string, string> = { day: 'day', plan: 'recoveryPlan', server: 'server', site: 'region' };

function addStatisticFilters(command: Command): Command {
  return command
    .addOption(
      new Option('--by <what>', 'the dimension of the statistics').choices(Object.keys(COUNTED_BY)).default('day'),
    )
    .option('--key <key>', 'only this day, plan, server or Region')
    .option('--from <day>', 'with --by day: from this day on, such as 2026-11-22', moment)
    .option('--to <day>', 'with --by day: up to this day', moment);
}

function day(given: Moment): string | Timed {
  const at = past(given);
  return typeof at === 'string' ? at.slice(0, 10) : (nowMs) => at(nowMs).slice(0, 10);
}
