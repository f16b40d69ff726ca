import { type Command, Option } from 'commander';
import { DURATION_LIMITS, type DurationLimits } from '../../api/drillLimits.ts';
import type { Drill } from '../apiDocuments.ts';
import { addTagValue, SAMPLED_BY } from '../chosenServers.ts';
import { usageError } from '../commandError.ts';
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
import { COUNT_MAX, whole } from '../wholeNumber.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill start */
export function addStart(program: Command): void {
  const command = addVerb<StartFlags>(program, 'start', MANUAL, start)
    .option(
      '--server <ids>',
      'source servers of a single wave, by id or host name; may be repeated (this, --wave, --servers-by-tag or --plan is required)',
      addServers,
    )
    .option(
      '--wave <ids>',
      'servers launched together, such as web-1,web-2; each --wave adds a wave, at most 20',
      addWave,
    );
  addChoice(command);
  addDuration(
    command,
    '--hold <duration>',
    'how long the verified instances stay up, such as 30m, or in seconds (required without --plan)',
  )
    .option('--reason <text>', 'why, for the record; at most 256 characters (required without --plan)')
    .option('--file <path>', 'the body of the request as YAML or JSON, - for stdin; options override it')
    .option('--plan <name>', 'a saved plan, instead of servers; see `drs-drill plan`')
    .option('--plan-version <number>', 'with --plan: this version of it (default the newest)', whole(1, COUNT_MAX));
  addTerms(command)
    .option('--idempotency-key <key>', 'a retry with the same key and drill returns the drill already started')
    .option('--wait', 'wait until the drill has ended; the exit status is its outcome')
    .option('--timeout <duration>', 'with --wait: the maximum time to wait', seconds)
    .option(
      '--interval <duration>',
      'with --wait: the time between two requests (default 5 s, in the local world 0.5 s)',
      seconds,
    );
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
    'Starts a drill of the given source servers: they are checked, launched as drill instances wave by wave, verified, held, terminated, and proved gone. The drill runs unattended; --wait waits for it. A drill rejected at once, for example by a closed lever, exits with 3 and the reason.',
  examples: [
    [
      'Drill two servers, with half an hour to test',
      'drs-drill start --server s-1111111111111111a,s-2222222222222222b --hold 30m --reason "quarterly rehearsal"',
    ],
    [
      'The database first, then the rest, and fail a pipeline when it takes over an hour',
      'drs-drill start --wave s-1111111111111111a --wave s-2222222222222222b --hold 0 --reason CI --objective-recovery-time 1h --wait',
    ],
    [
      'The five servers of a tier that were not proved for the longest time',
      'drs-drill start --servers-by-tag Tier=app --sample 5 --hold 10m --reason "continuous proof"',
    ],
    ['From a file, with a longer hold', 'drs-drill start --file drill.yaml --hold 2h'],
    ['From a saved plan', 'drs-drill start --plan web-shop --reason "change 4711" --wait'],
    [
      'Whether it would work, how long it would take and what it would cost',
      'drs-drill start --plan web-shop --dry-run --wait',
    ],
  ],
};

/** Servers of a single wave by their tags. */
function addChoice(command: Command): void {
  command
    .option(
      '--servers-by-tag <key=value>',
      'the servers with this tag in DRS as a single wave, chosen when the drill is requested; may be repeated: other values of a key are alternatives, other keys must match too',
      addTagValue,
    )
    .option('--exclude <ids>', 'with --servers-by-tag: without these servers; may be repeated', addServers)
    .option('--sample <count>', 'with --servers-by-tag: only so many of them', whole(1, COUNT_MAX))
    .addOption(
      new Option('--sample-by <how>', 'with --sample: those not proved for the longest time, or any')
        .choices(SAMPLED_BY)
        .default(undefined, 'STALEST'),
    );
}

/** The optional terms of a drill. */
function addTerms(command: Command): Command {
  command.option(
    '--recovery-point <point>',
    'latest; a time or a duration before now (2h), for the newest point at or before it; or server=snapshot,… (default latest)',
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
    .option('--waive <check[=server]:reason>', 'waive a check, for one server or all; may be repeated', addWaiver)
    .option('--check <name>', 'a check during the hold on which a verdict is given; may be repeated', addCheck)
    .option('--end-when-checked', 'end the hold as soon as every required check has a result')
    .option('--dry-run', 'check and forecast everything, and launch nothing; the outcome is READY or REJECTED')
    .option('--recovery-plan <name>', 'the recovery plan under test (default the name of the plan)')
    .option('--change <reference>', 'the change ticket or a similar reference')
    .option('--tag <key=value>', 'a tag of the drill and its DRS jobs; may be repeated', addTag)
    .option('--account <id>', 'the account of the site')
    .option('--site <region>', "the Region of the launch (default the deployment's own)");
}

function addCheck(name: string, before: string[] = []): string[] {
  return [...before, name];
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
    throw usageError('--timeout and --interval need --wait');
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
  if (process.stderr.isTTY) session.note(`to watch it: drs-drill watch ${drill.drillId}`);
  return EXIT.OK;
}

/** A script that reads only the id must not mistake it for a running drill. */
function rejected(session: Session, { drillId, failedChecks }: Drill): ExitStatus {
  for (const { check, message, remedy } of failedChecks.first)
    session.note(plain(`${drillId} is REJECTED: ${message} (${check}). ${remedy}`));
  return EXIT.REFUSED;
}

function timesOf({ timeout, interval }: StartFlags): { timeout?: number; interval?: number } {
  return { ...(timeout !== undefined && { timeout }), ...(interval !== undefined && { interval }) };
}
