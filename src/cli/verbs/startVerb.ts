import { type Command, Option } from 'commander';
import { DURATION_LIMITS, type DurationLimits } from '../../api/drillLimits.ts';
import { usageError } from '../commandError.ts';
import type { Drill } from '../documents.ts';
import { addServers, addTag, addWaiver, addWave, type DrillFlags, drillBody, recoveryPoint } from '../drillBody.ts';
import { withServerIds } from '../drillServers.ts';
import { moment, seconds } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { keyOf, type Session } from '../http/session.ts';
import { drillTable } from '../terminal/drillTable.ts';
import { awaitDrill } from '../terminal/drillWatch.ts';
import { plain } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addDuration, inUnit, typedOf } from '../typedUnits.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill start */
export function addStart(program: Command): void {
  const command = addVerb<StartFlags>(program, 'start', MANUAL, start)
    .option(
      '--server <ids>',
      'source servers of the one wave, by id or host name; may be repeated (this or --wave is required)',
      addServers,
    )
    .option('--wave <ids>', 'servers launched together, web-1,web-2; each --wave is the next, 20 at most', addWave);
  addDuration(command, '--hold <duration>', 'how long the verified instances stay up, as 30m or in seconds (required)')
    .option('--reason <text>', 'why, for the record, in at most 256 characters (required)')
    .option('--file <path>', 'the body of the request as JSON, - for stdin; options say what is different');
  addTerms(command)
    .option('--idempotency-key <key>', 'the same key and drill again give the drill that was started first')
    .option('--wait', 'wait until nothing more comes of it; the exit status then tells its outcome')
    .option('--timeout <duration>', 'with --wait: for so long at most', seconds)
    .option('--interval <duration>', 'with --wait: between two looks (default 5 s, in the local world 0.5 s)', seconds);
}

interface StartFlags extends DrillFlags {
  idempotencyKey?: string;
  wait?: boolean;
  timeout?: number;
  interval?: number;
}

const MANUAL: Manual = {
  summary: 'start a drill',
  description:
    'Asks for a drill of the named source servers: they are checked, launched as drill instances wave by wave, verified, held, terminated, and proved gone. Nobody needs to watch; --wait does. What is rejected at once, by a closed lever for instance, ends with 3 and says why.',
  examples: [
    [
      'Drill two servers, with half an hour to test',
      'drs-drill start --server s-1111111111111111a,s-2222222222222222b --hold 30m --reason "quarterly rehearsal"',
    ],
    [
      'The database first, then the rest, and fail a pipeline when it takes over an hour',
      'drs-drill start --wave s-1111111111111111a --wave s-2222222222222222b --hold 0 --reason CI --objective-recovery-time 1h --wait',
    ],
    ['As a file says, but held for longer', 'drs-drill start --file drill.json --hold 2h'],
  ],
};

/** What can be asked of a drill beside its servers, hold and reason. */
function addTerms(command: Command): Command {
  command.option(
    '--recovery-point <point>',
    'latest; a time (or 2h: so long ago), for the newest at or before it; or server=snapshot,… (default latest)',
    recoveryPoint(moment),
  );
  for (const [option, member, what] of LIMITED)
    addDuration(command, `${option} <duration>`, `${what} (${limitsSaid(DURATION_LIMITS[member])})`);
  command.addOption(
    new Option('--on-launch-failure <what>', 'what follows a wave with failed servers')
      .choices([...['HOLD', 'CONTINUE', 'TERMINATE']])
      .default(undefined, 'HOLD'),
  );
  for (const [option, what] of OBJECTIVES)
    addDuration(command, `${option} <duration>`, `${what} makes the outcome OBJECTIVE_MISSED`);
  return command
    .option('--waive <check[=server]:reason>', 'set a check aside, for one server or all; may be repeated', addWaiver)
    .option('--plan <name>', 'the recovery plan that is rehearsed')
    .option('--change <reference>', 'the change ticket or the like')
    .option('--tag <key=value>', 'kept with the drill and put onto its DRS jobs; may be repeated', addTag)
    .option('--account <id>', 'the account of the site')
    .option('--site <region>', "the Region in which DRS launches (default the deployment's own)");
}

const LIMITED: [string, keyof typeof DURATION_LIMITS, string][] = [
  ['--lag-max', 'lagSecondsMax', 'how far replication may lag'],
  ['--boot-max', 'bootSecondsMax', 'how long an instance may take to pass its status checks'],
  ['--launch-allowance', 'launchAllowanceSeconds', 'how long a wave may take to launch'],
  ['--start-within', 'startWithinSeconds', 'how long the drill may wait for its turn'],
];

const OBJECTIVES: [string, string][] = [
  ['--objective-recovery-time', 'a longer recovery time'],
  ['--objective-recovery-point', 'an older recovery point'],
];

function limitsSaid({ byDefault, least, most }: DurationLimits): string {
  return `default ${inUnit(byDefault, 'h')}; ${least === 0 ? '0' : inUnit(least, 'h')} to ${inUnit(most, 'd')}`;
}

async function start({ session, flags, command }: Call<StartFlags>): Promise<ExitStatus> {
  if (!flags.wait && (flags.timeout !== undefined || flags.interval !== undefined)) {
    throw usageError('--timeout and --interval go with --wait');
  }
  const ask = {
    method: 'POST' as const,
    path: '/v1/drills',
    typed: typedOf(command),
    body: await withServerIds(session, await drillBody(flags, session)),
  };
  const { body: drill } = await session.write<Drill>(ask, keyOf(flags));
  if (flags.wait) return awaitDrill(session, drill.drillId, { servers: true, ...timesOf(flags) });
  await session.show({ document: drill, table: () => drillTable(session, drill) });
  if (drill.outcome === 'REJECTED') return rejected(session, drill);
  if (process.stderr.isTTY) session.note(`to see it run: drs-drill watch ${drill.drillId}`);
  return EXIT.OK;
}

/** A script that reads only the id must not take it for a drill that runs. */
function rejected(session: Session, { drillId, failedChecks }: Drill): ExitStatus {
  for (const { check, message, remedy } of failedChecks.first)
    session.note(plain(`${drillId} is REJECTED: ${message} (${check}). ${remedy}`));
  return EXIT.REFUSED;
}

function timesOf({ timeout, interval }: StartFlags): { timeout?: number; interval?: number } {
  return { ...(timeout !== undefined && { timeout }), ...(interval !== undefined && { interval }) };
}
