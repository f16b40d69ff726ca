import { type Command, Option } from 'commander';
import type { ServerDocument } from '../api/serverDocuments.ts';
import { FINDINGS, REGRESSIONS, SERVERS, STATISTICS, TRIALS } from './analystListings.ts';
import { coverageOf, coverageSheet } from './coverage.ts';
import { type Moment, moment, past, seconds, type Timed } from './durations.ts';
import { EXIT, type ExitStatus } from './exitStatus.ts';
import type { Manual } from './manual.ts';
import { allOf, pagesOf, printList } from './pages.ts';
import { rangeQuery } from './readVerbs.ts';
import { addVerb, type Call } from './verb.ts';
import { COUNT_MAX, whole } from './wholeNumber.ts';
import { usageError } from './wrong.ts';

/** drs-drill servers, stats, coverage */
export function addAnalysis(program: Command): void {
  const listing = [
    addVerb<ServerFlags>(program, 'servers', SERVERS_MANUAL, servers)
      .argument('[server]', 'one source server')
      .option('--drills', 'every drill of this server, newest first')
      .option('--findings', 'the servers that failed in their newest drill, with the reason')
      .option('--site <region>', "of this Region (default the deployment's own)")
      .addOption(evidenceOption())
      .option('--from <time>', 'with --drills: requested at or after', moment)
      .option('--to <time>', 'with --drills: requested before', moment),
    addStatisticFilters(addVerb<StatFlags>(program, 'stats', STATS_MANUAL, stats)).option(
      '--regressions',
      'what got slower than its own history, newest first',
    ),
  ];
  for (const command of listing) {
    command
      .option('--limit <count>', 'at most so many', whole(1, COUNT_MAX), 20)
      .option('--all', 'all of them, page after page')
      .option('--cursor <cursor>', 'go on where an earlier list has ended');
  }
  addVerb<CoverageFlags>(program, 'coverage', COVERAGE_MANUAL, coverage)
    .option('--site <region>', "of this Region (default the deployment's own)")
    .addOption(
      new Option('--max-age <duration>', 'a server is covered when it has passed since')
        .argParser(seconds)
        .default(90 * 86_400, '90d'),
    )
    .addOption(evidenceOption());
}

function evidenceOption(): Option {
  return new Option('--evidence <level>', 'a pass has to prove at least this').choices(EVIDENCE_LEVELS);
}

/** The least first. */
const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'] as const;
type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

interface PageFlags {
  limit?: number;
  all?: boolean;
  cursor?: string;
}

interface ServerFlags extends PageFlags {
  drills?: boolean;
  findings?: boolean;
  site?: string;
  evidence?: EvidenceLevel;
  from?: Moment;
  to?: Moment;
}

export interface StatFilterFlags {
  by?: keyof typeof COUNTED_BY;
  key?: string;
  from?: string | Timed;
  to?: string | Timed;
}

interface StatFlags extends StatFilterFlags, PageFlags {
  regressions?: boolean;
}

interface CoverageFlags {
  site?: string;
  evidence?: EvidenceLevel;
  maxAge: number;
}

/** The words of the command line, and those of the API. */
const COUNTED_BY = { day: 'day', plan: 'recoveryPlan', server: 'server', site: 'region' } as const;

/** What statistics can be asked for. */
export function addStatisticFilters(command: Command): Command {
  return command
    .addOption(new Option('--by <what>', 'what drills are counted by').choices(Object.keys(COUNTED_BY)).default('day'))
    .option('--key <key>', 'only this day, plan, server or Region')
    .option('--from <day>', 'with --by day: from this day on, as 2026-11-22', day)
    .option('--to <day>', 'with --by day: up to this day', day);
}

export function statisticsWanted({ by = 'day', key, from, to }: StatFilterFlags) {
  return { path: '/v1/statistics', query: { by: COUNTED_BY[by], key, from, to }, listing: STATISTICS };
}

/** The drills of one server. */
export function trialsWanted(sourceServerId: string, range: { from?: Moment; to?: Moment }) {
  return {
    path: `/v1/servers/${encodeURIComponent(sourceServerId)}/drills`,
    query: rangeQuery(range),
    listing: TRIALS,
  };
}

export function serversWanted(site: string | undefined, evidence?: EvidenceLevel) {
  return { path: '/v1/servers', query: { region: site, evidence }, listing: SERVERS };
}

export const FINDINGS_WANTED = { path: '/v1/findings', query: {}, listing: FINDINGS };
export const REGRESSIONS_WANTED = { path: '/v1/regressions', query: {}, listing: REGRESSIONS };

function day(text: string): string | Timed {
  const at = past(moment(text));
  return typeof at === 'string' ? at.slice(0, 10) : (nowMs) => at(nowMs).slice(0, 10);
}

async function servers({ session, args: [server], flags }: Call<ServerFlags>): Promise<ExitStatus> {
  const { drills, findings, site, evidence, from, to } = flags;
  if (drills && server === undefined)
    throw usageError('--drills are those of one server', 'drs-drill servers s-… --drills');
  if (findings && server !== undefined)
    throw usageError('--findings are those of all servers', `drs-drill servers ${server}`);
  if (drills && server !== undefined) {
    await printList(session, paged(trialsWanted(server, { ...(from && { from }), ...(to && { to }) }), flags));
  } else if (findings) {
    await printList(session, paged(FINDINGS_WANTED, flags));
  } else if (server === undefined) {
    await printList(session, paged(serversWanted(site, evidence), flags));
  } else {
    const query = evidence === undefined ? '' : `?evidence=${evidence}`;
    const { body } = await session.get<ServerDocument>(`/v1/servers/${encodeURIComponent(server)}${query}`);
    await session.show({ document: body, columns: SERVERS.columns, table: () => SERVERS.table([body]) });
  }
  return EXIT.OK;
}

async function stats({ session, flags }: Call<StatFlags>): Promise<ExitStatus> {
  if (flags.regressions) await printList(session, paged(REGRESSIONS_WANTED, flags));
  else await printList(session, paged(statisticsWanted(flags), flags));
  return EXIT.OK;
}

async function coverage({ session, flags: { site, maxAge, evidence } }: Call<CoverageFlags>): Promise<ExitStatus> {
  const { rows } = await allOf(pagesOf(session, serversWanted(site, evidence)));
  const document = coverageOf(rows, { site, maxAgeSeconds: maxAge, evidenceLevel: evidence ?? null });
  const table = () => coverageSheet(document);
  const result = { document, rows: 'uncovered', columns: SERVERS.columns, table };
  await session.show(result);
  return EXIT.OK;
}

function paged<Wanted extends { query: object }>(wanted: Wanted, { limit, all, cursor }: PageFlags) {
  return { ...wanted, query: { ...wanted.query, cursor }, limit: all ? undefined : limit };
}

const SERVERS_MANUAL: Manual = {
  summary: 'list source servers, and when each was last proved recoverable',
  description:
    'Lists the source servers that DRS or a drill has shown: first those that were never drilled, then those that never passed, then those that passed the longest ago. With a server: that one, or (--drills) its drills.',
  examples: [
    ['What one server has been through', 'drs-drill servers s-… --drills'],
    ['What is broken now, in the words of DRS', 'drs-drill servers --findings'],
  ],
  exits: [],
};

const STATS_MANUAL: Manual = {
  summary: 'show what drills add up to',
  description:
    'Shows drills by their outcome, how many servers were in them and how many of these passed, recovery times and points, hold overrun and instance hours: by day (newest first), recovery plan, server or Region.',
  examples: [
    ['This month, day by day', 'drs-drill stats --from 2026-11-01'],
    ['One plan', 'drs-drill stats --by plan --key web-shop'],
    ['What is getting slower, and where', 'drs-drill stats --regressions'],
  ],
  exits: [],
};

const COVERAGE_MANUAL: Manual = {
  summary: 'tell which servers are not proved recoverable',
  description:
    'Counts the source servers of a Region that have passed a drill lately, and lists those that have not: first those that no drill has named, then those that were drilled and never passed, then those that passed too long ago. Servers that DRS does not list any more do not count. Only a pass that AWS itself has answered is a proof: in the local world it says SIMULATED.',
  examples: [
    ['Who has not passed within 30 days', 'drs-drill coverage --max-age 30d'],
    ['Whose application was checked', 'drs-drill coverage --evidence APPLICATION_CHECKED'],
    ['The share, for a report', "drs-drill coverage --query 'coveredShare'"],
  ],
  exits: [],
};
