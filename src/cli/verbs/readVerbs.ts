import type { Command } from 'commander';
import { standingSaid } from '../../api/views/standing.ts';
import type { Drill, Summary } from '../documents.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { allOf, pagesOf } from '../http/pages.ts';
import { drillTable } from '../terminal/drillTable.ts';
import { paragraph } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { drillsWanted } from './drillLists.ts';
import { DRILLS } from './listings.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill get, leaks */
export function addReading(program: Command): void {
  addVerb(program, 'get <drill>', GET, get);
  addVerb(program, 'leaks', LEAKS, leaks);
}

async function get({ session, args: [drillId = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body: drill } = await session.get<Drill>(`/v1/drills/${encodeURIComponent(drillId)}`);
  await session.show({ document: drill, table: () => drillTable(session, drill) });
  return EXIT.OK;
}

/** What leaks, or waits with instances up, has not ended: it stays in TERMINATING until it is proved gone or acknowledged. */
async function leaks({ session }: Call<unknown>): Promise<ExitStatus> {
  const pages = pagesOf<Summary>(session, drillsWanted({ phase: 'TERMINATING' }));
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
  return [DRILLS.table(drills), ...(lines.length === 0 ? [] : ['', ...lines.map((line) => paragraph(line))])].join(
    '\n',
  );
}

/** What is no leak, and up all the same. */
function waitingLines(waiting: Waiting[]): string[] {
  if (waiting.length === 0) return [];
  const lines = waiting.map(({ drillId, waits, waitsFor }) => `${drillId}  since ${waits?.since}  ${waitsFor}`);
  return ['', `wait with instances up: ${waiting.length}`, ...lines.map((line) => paragraph(line))];
}

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

const LEAKS: Manual = {
  summary: 'list drills that have left something behind',
  description:
    'Lists the drills whose cleanup is LEAKED: something they launched cannot be proved gone. Under them stands what is left of each server, and why, as far as AWS says. Then come the drills that are no leaks and wait with instances up, with for what or whom, since when, and how many. Ends with 6 when there is a leak. Such a drill ends by itself when all is gone, or by `drs-drill acknowledge`.',
  examples: [['Alarm when anything has leaked', 'drs-drill leaks --output json || page-somebody']],
  exits: [EXIT.NOT_CLEAN],
};
