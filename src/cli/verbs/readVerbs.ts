import type { Command } from 'commander';
import { standingSaid } from '../../api/views/standing.ts';
import type { Drill, Summary } from '../apiDocuments.ts';
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

/**
 * A drill that leaks or waits with instances up stays in TERMINATING until everything is proved gone or acknowledged.
 */
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

/** The drills, then what is left of each and why. */
export function leaksTable(drills: Leaking[]): string {
  const lines = drills.flatMap(({ drillId, leftStanding, terminationRefused }) => [
    ...leftStanding.map((one) => `${drillId}  ${standingSaid(one)}`),
    ...(terminationRefused === null ? [] : [`${drillId}  DRS refuses to terminate: ${terminationRefused}`]),
  ]);
  return [DRILLS.table(drills), ...(lines.length === 0 ? [] : ['', ...lines.map((line) => paragraph(line))])].join(
    '\n',
  );
}

/** Drills that wait with instances up but do not leak. */
function waitingLines(waiting: Waiting[]): string[] {
  if (waiting.length === 0) return [];
  const lines = waiting.map(({ drillId, waits, waitsFor }) => `${drillId}  since ${waits?.since}  ${waitsFor}`);
  return ['', `waiting with instances up: ${waiting.length}`, ...lines.map((line) => paragraph(line))];
}

const GET: Manual = {
  summary: 'show a drill',
  description:
    'Shows the current state of a drill: phase, outcome, cleanup, and every server with its recovery time and point.',
  examples: [
    [
      'The servers that failed, and why',
      'drs-drill get d-… --query "servers[?result==\'FAILED\'].[sourceServerId, error]"',
    ],
  ],
  exits: [],
};

const LEAKS: Manual = {
  summary: 'list drills that left resources behind',
  description:
    'Lists the drills whose cleanup is LEAKED: not everything they launched is proved gone. For each server it shows what is left, and why, as far as AWS reports it. Then it lists other drills that wait with instances up: what they wait for, since when, and how many instances. The exit status is 6 if there is a leak. A leaked drill ends when everything is gone, or with `drs-drill acknowledge`.',
  examples: [['Alert on a leak', 'drs-drill leaks --output json || page-on-call']],
  exits: [EXIT.NOT_CLEAN],
};
