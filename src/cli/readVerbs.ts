import { type Command, Option } from 'commander';
import { standingSaid } from '../api/standing.ts';
import type { Drill, JournalEntry, Summary } from './documents.ts';
import { drillSheet } from './drillSheet.ts';
import { type Moment, moment, past } from './durations.ts';
import { EXIT, type ExitStatus } from './exitStatus.ts';
import { plain } from './grid.ts';
import { DRILLS, JOURNAL } from './listings.ts';
import type { Manual } from './manual.ts';
import { allOf, pagesOf, printList, type Wanted, type WantedQuery } from './pages.ts';
import { addVerb, type Call } from './verb.ts';
import { COUNT_MAX, whole } from './wholeNumber.ts';

/** drs-drill list, get, journal, leaks */
export function addReading(program: Command): void {
  addDrillFilters(
    addVerb<ListFlags>(program, 'list', LIST, ({ session, flags }) => printList(session, drillsWanted(flags)).then(ok)),
  )
    .option('--limit <count>', 'at most so many', whole(1, COUNT_MAX), 20)
    .option('--all', 'all of them, page after page')
    .option('--cursor <cursor>', 'go on where an earlier list has ended');
  addVerb(program, 'get <drill>', GET, get);
  addVerb<JournalFlags>(program, 'journal <drill>', JOURNAL_MANUAL, (call) =>
    heedingJournal(call, (wanted) => printList(call.session, wanted)),
  )
    .option('--from-seq <number>', 'from this entry on', whole(1, COUNT_MAX))
    .option('--limit <count>', 'at most so many (default all)', whole(1, COUNT_MAX));
  addVerb(program, 'leaks', LEAKS, leaks);
}

const ok = () => EXIT.OK;

/** The filters that the list of drills has; which go together is the API's to say. */
export function addDrillFilters(command: Command): Command {
  return command
    .option('--from <time>', 'requested at or after: a time, a day (UTC), or 7d: so long ago', moment)
    .option('--to <time>', 'requested before', moment)
    .addOption(new Option('--phase <phase>', 'in this phase').choices(PHASES))
    .addOption(new Option('--outcome <outcome>', 'ended so').choices(OUTCOMES))
    .option('--plan <name>', 'of this recovery plan')
    .option('--site <region>', 'in this Region')
    .option('--requested-by <who>', 'asked for by this caller');
}

const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'];
const OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'];

export interface ListFlags extends DrillFilterFlags {
  limit?: number;
  all?: boolean;
  cursor?: string;
}

export interface DrillFilterFlags {
  from?: Moment;
  to?: Moment;
  phase?: string;
  outcome?: string;
  plan?: string;
  site?: string;
  requestedBy?: string;
}

/** The list of drills that these filters mean. */
export function drillsWanted({ limit, all, cursor, ...filters }: ListFlags) {
  return {
    path: '/v1/drills',
    query: { ...drillQuery(filters), cursor },
    listing: DRILLS,
    limit: all ? undefined : limit,
  };
}

function drillQuery({ from, to, phase, outcome, plan, site, requestedBy }: DrillFilterFlags): WantedQuery {
  return { ...rangeQuery({ from, to }), phase, outcome, recoveryPlan: plan, region: site, requestedBy };
}

/** A time range as the API takes it. */
export function rangeQuery({ from, to }: { from?: Moment | undefined; to?: Moment | undefined }): WantedQuery {
  return { from: from && past(from), to: to && past(to) };
}

export interface JournalFlags {
  fromSeq?: number;
  limit?: number;
}

/** Reads the journal of a drill in some form, and says aloud when it is no longer the one that was written. */
export async function heedingJournal(
  { session, args: [drillId = ''], flags: { fromSeq, limit } }: Call<JournalFlags>,
  read: (wanted: Wanted<JournalEntry>) => Promise<void>,
): Promise<ExitStatus> {
  const contradictions = new Set<string>();
  // Left out by an API that is older than this command.
  const heed = ({ contradiction }: Record<string, unknown>) => {
    if (typeof contradiction === 'string') contradictions.add(contradiction);
  };
  const path = `/v1/drills/${encodeURIComponent(drillId)}/journal`;
  await read({ path, query: { fromSeq }, listing: JOURNAL, limit, heed });
  for (const contradiction of contradictions) session.note(`the journal is not intact: ${plain(contradiction)}`);
  return contradictions.size === 0 ? EXIT.OK : EXIT.NOT_CLEAN;
}

async function get({ session, args: [drillId = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body: drill } = await session.get<Drill>(`/v1/drills/${encodeURIComponent(drillId)}`);
  await session.show({ document: drill, table: () => drillSheet(drill) });
  return EXIT.OK;
}

/** What leaks, or waits with instances up, has not ended: it stays in TERMINATING until it is proved gone or acknowledged. */
async function leaks({ session }: Call<unknown>): Promise<ExitStatus> {
  const pages = pagesOf<Summary>(session, drillsWanted({ phase: 'TERMINATING', all: true }));
  const [drills, waiting]: [Leaking[], Waiting[]] = [[], []];
  for (const summary of (await allOf(pages)).rows) {
    const { body } = await session.get<Drill>(`/v1/drills/${encodeURIComponent(summary.drillId)}`);
    const { leftStanding, terminationRefused, waitsFor, waits } = body;
    if (body.cleanup === 'LEAKED') drills.push({ ...summary, leftStanding, terminationRefused });
    else if ((waits?.instancesUp ?? 0) > 0) waiting.push({ ...summary, waitsFor, waits });
  }
  const table = () => [drills.length === 0 ? 'no leaks' : leaksTable(drills), ...waitingLines(waiting)].join('\n');
  await session.show({ document: { drills, waiting }, rows: 'drills', columns: DRILLS.columns, table });
  return drills.length === 0 ? EXIT.OK : EXIT.NOT_CLEAN;
}

type Waiting = Summary & Pick<Drill, 'waitsFor' | 'waits'>;
type Leaking = Summary & Pick<Drill, 'leftStanding' | 'terminationRefused'>;

/** The drills, and under them what stands of each and why. */
export function leaksTable(drills: Leaking[]): string {
  const lines = drills.flatMap(({ drillId, leftStanding, terminationRefused }) => [
    ...leftStanding.map((one) => `${drillId}  ${standingSaid(one)}`),
    ...(terminationRefused === null ? [] : [`${drillId}  DRS refuses to terminate: ${terminationRefused}`]),
  ]);
  return [DRILLS.table(drills), ...(lines.length === 0 ? [] : ['', ...lines.map(plain)])].join('\n');
}

/** What is no leak, and up all the same. */
function waitingLines(waiting: Waiting[]): string[] {
  if (waiting.length === 0) return [];
  const lines = waiting.map(({ drillId, waits, waitsFor }) => `${drillId}  since ${waits?.since}  ${waitsFor}`);
  return ['', `wait with instances up: ${waiting.length}`, ...lines.map(plain)];
}

const LIST: Manual = {
  summary: 'list drills, newest first',
  description:
    'Lists drills, newest first. A time range goes with any one of the other filters; two of those at once are refused by the API, because it has no index for both and never reads what it would not return.',
  examples: [
    ['What runs now', 'drs-drill list --phase HOLDING'],
    [
      'All failures of the last 30 days, one JSON object a line',
      'drs-drill list --outcome FAILED --from 30d --all --output jsonl',
    ],
    ['Only the ids', "drs-drill list --query 'drills[].drillId' --output csv"],
  ],
  exits: [],
};

const GET: Manual = {
  summary: 'show a drill',
  description:
    'Shows a drill as it is now: phase, outcome, cleanup, and every server with its recovery time and point.',
  examples: [
    [
      'The servers that failed, and why',
      'drs-drill get d-… --query "servers[?result==\'FAILED\'].[sourceServerId, error]"',
    ],
  ],
  exits: [],
};

const JOURNAL_MANUAL: Manual = {
  summary: "show a drill's journal",
  description:
    'Shows every fact that a drill has recorded, in order. The drill is the fold of these. Each entry names the hash of the one before, and the record that of the last; where that does not hold any more, stderr says what contradicts what, and the command ends with 6.',
  examples: [['What has happened since entry 40', 'drs-drill journal d-… --from-seq 41']],
  exits: [EXIT.NOT_CLEAN],
};

const LEAKS: Manual = {
  summary: 'list drills that have left something behind',
  description:
    'Lists the drills whose cleanup is LEAKED: something they launched cannot be proved gone. Under them stands what is left of each server, and why, as far as AWS says. Then come the drills that are no leaks and wait with instances up, with for what or whom, since when, and how many. Ends with 6 when there is a leak. Such a drill ends by itself when all is gone, or by `drs-drill acknowledge`.',
  examples: [['Alarm when anything has leaked', 'drs-drill leaks --output json || page-somebody']],
  exits: [EXIT.NOT_CLEAN],
};
