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
      'Lists the source servers that DRS or a drill has shown: first those that were never drilled, then those that never passed, then those that passed the longest ago. With a server, by its id or its host name: that one.',
    examples: [
      ['What one server is known for', 'drs-drill servers web-1'],
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
    summary: 'list what one server has been through, newest first',
    description:
      'Lists the drills of one source server, named by its id or its host name: what each showed of the server, and who said that it failed.',
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
    summary: 'list what is broken now: servers that failed in the newest drill that can tell',
    description:
      'Lists the source servers that have failed and were not seen to work since, with the reason in the words of DRS; newest first.',
    examples: [['The reasons, most frequent last', "drs-drill findings --all --query 'findings[].error' --output csv"]],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/findings', query: {}, listing: FINDINGS })),
};

/** drs-drill statistics */
export const STATISTICS_LIST: List = {
  usage: 'statistics',
  manual: {
    summary: 'list what drills add up to',
    description:
      'Lists drills by their outcome, how many servers were in them and how many of these passed, recovery times and points, hold overrun and instance hours: by day (newest first), recovery plan, server or Region.',
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
    summary: 'list what got slower than its own history',
    description:
      'Lists the servers and recovery plans whose newest recovery time has left its own history, with the stage that got slower; newest first.',
    examples: [['What is getting slower, and where', 'drs-drill regressions']],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/regressions', query: {}, listing: REGRESSIONS })),
};

/** The source servers of a Region. */
export function serversWanted({ site, evidence }: ListFlags) {
  return { path: '/v1/servers', query: { region: site, evidence }, listing: SERVERS };
}

export function addSite(command: Command): Command {
  return command.option('--site <region>', "of this Region (default the deployment's own)");
}

export function evidenceOption(): Option {
  return new Option('--evidence <level>', 'a pass has to prove at least this').choices(EVIDENCE_LEVELS);
}

/** The least first. */
const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'];

/** The words of the command line, and those of the API. */
const COUNTED_BY: Record<string, string> = { day: 'day', plan: 'recoveryPlan', server: 'server', site: 'region' };

function addStatisticFilters(command: Command): Command {
  return command
    .addOption(new Option('--by <what>', 'what drills are counted by').choices(Object.keys(COUNTED_BY)).default('day'))
    .option('--key <key>', 'only this day, plan, server or Region')
    .option('--from <day>', 'with --by day: from this day on, as 2026-11-22', moment)
    .option('--to <day>', 'with --by day: up to this day', moment);
}

function day(given: Moment): string | Timed {
  const at = past(given);
  return typeof at === 'string' ? at.slice(0, 10) : (nowMs) => at(nowMs).slice(0, 10);
}
