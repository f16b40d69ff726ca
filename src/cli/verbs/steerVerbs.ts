import type { Command } from 'commander';
import type { Drill } from '../apiDocuments.ts';
import { CommandError, usageError } from '../commandError.ts';
import { coming, type Moment, moment, seconds } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Ask } from '../http/httpClient.ts';
import { type SteeringFlags, steer } from '../steer.ts';
import { drillTable } from '../terminal/drillTable.ts';
import { plain } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill cancel, hold, end, acknowledge */
export function addSteering(program: Command): void {
  const cancel = addVerb<ReasonFlags>(program, 'cancel <drill>', CANCEL, (call) =>
    steerDrill(call, {
      ask: () => post('cancel', { reason: call.flags.reason }),
      refusal: cleaningAlready,
      intent: (drill) =>
        `This cancels ${said(drill)}: nothing more is launched, and everything launched is terminated.`,
    }),
  ).requiredOption('--reason <text>', 'why, for the record');
  const hold = addVerb<HoldFlags>(program, 'hold <drill>', HOLD, (call) =>
    steerDrill(call, {
      ask: (drill, nowMs) => post('hold', { holdUntil: holdUntil(drill, call.flags, nowMs) }),
      refusal: notHeld,
    }),
  )
    .option('--by <duration>', 'extend the current hold by this duration', seconds)
    .option('--until <time>', 'hold until this time, or for a duration from now, such as 2h', moment);
  const end = addVerb<EndFlags>(program, 'end <drill>', END, (call) =>
    steerDrill(call, {
      ask: () => post('hold/end', call.flags.skipChecks ? { force: true } : {}),
      refusal: notHeld,
      intent: (drill) => `This ends the hold of ${said(drill)} now: its instances are terminated.`,
    }),
  ).option('--skip-checks', 'although required checks have no result: they become NOT_RUN, and the drill FAILED');
  const acknowledge = addVerb<ReasonFlags>(program, 'acknowledge <drill>', ACKNOWLEDGE, (call) =>
    steerDrill(call, {
      ask: () => post('leak/acknowledge', { reason: call.flags.reason }),
      refusal: notLeaked,
      intent: (drill) =>
        `You confirm that nothing of ${said(drill)} is left (cleanup ${drill.cleanup}). This ends the drill, and its instances are no longer tracked.`,
    }),
  ).requiredOption('--reason <text>', 'how you know that nothing is left, for the record');
  for (const command of [cancel, end, acknowledge]) addYes(command);
  for (const command of [cancel, hold, end, acknowledge]) addCondition(command);
}

/** The option of an irreversible action. */
export function addYes(command: Command): Command {
  return command.option('-y, --yes', 'skip the confirmation');
}

/** The options of a conditional change. */
export function addCondition(command: Command): Command {
  return command
    .option('--force', 'act on any version, even if it has changed since it was read')
    .option('--idempotency-key <key>', 'a repeated key has no further effect');
}

interface ReasonFlags extends SteeringFlags {
  reason: string;
}

interface EndFlags extends SteeringFlags {
  skipChecks?: true;
}

interface HoldFlags extends SteeringFlags {
  by?: number;
  until?: Moment;
}

/** A POST request to the drill, with its path relative to the drill. */
function post(action: string, body: unknown): Pick<Ask, 'path' | 'body'> {
  return { path: action, body };
}

interface Steering {
  /** Why the action is impossible in the drill's current state; there is then no confirmation. */
  refusal(drill: Drill): string | undefined;
  ask(drill: Drill, nowMs: number): Pick<Ask, 'path' | 'body'>;
  intent?(drill: Drill): string;
}

async function steerDrill(
  { session, args: [drillId = ''], flags }: Call<SteeringFlags>,
  steering: Steering,
): Promise<ExitStatus> {
  const self = `/v1/drills/${encodeURIComponent(drillId)}`;
  const ask = (read: Drill, nowMs: number): Ask => {
    const { path, body } = steering.ask(read, nowMs);
    return { method: 'POST', path: `${self}/${path}`, body };
  };
  const drill = await steer<Drill, Drill>(session, { ...steering, read: self, ask, refusal: refused(steering) }, flags);
  await session.show({ document: drill, table: () => drillTable(session, drill) });
  return EXIT.OK;
}

function refused(steering: Steering): (drill: Drill) => CommandError | undefined {
  return (drill) => {
    const why = endedAlready(drill) ?? steering.refusal(drill);
    const fix = `drs-drill get ${drill.drillId}`;
    return why === undefined ? undefined : new CommandError(EXIT.REFUSED, `${drill.drillId} ${why}`, { fix });
  };
}

function endedAlready({ phase, outcome }: Drill): string | undefined {
  if (phase !== 'ENDED') return undefined;
  return outcome === null ? 'has already ended' : `has already ended, as ${outcome}`;
}

function cleaningAlready({ phase, why }: Drill): string | undefined {
  return phase === 'TERMINATING' ? `is already cleaning up: ${plain(why ?? 'its hold has ended')}` : undefined;
}

function notHeld({ phase }: Drill): string | undefined {
  return phase === 'HOLDING' ? undefined : `is ${phase}, so it has no hold to change`;
}

function notLeaked({ phase, cleanup }: Drill): string | undefined {
  const hasLeaked = phase === 'TERMINATING' && cleanup === 'LEAKED';
  return hasLeaked ? undefined : `has no leak to acknowledge: it is ${phase}, cleanup ${cleanup}`;
}

function holdUntil(drill: Drill, { by, until }: HoldFlags, nowMs: number): string {
  if ((by === undefined) === (until === undefined))
    throw usageError('give either --by or --until', 'drs-drill hold d-… --by 30m');
  if (until !== undefined) return coming(until, nowMs);
  if (drill.hold.until !== null) return new Date(Date.parse(drill.hold.until) + (by ?? 0) * 1000).toISOString();
  throw new CommandError(EXIT.REFUSED, `${drill.drillId} is ${drill.phase} and is not held yet`, {
    fix: `wait until it is HOLDING: drs-drill watch ${drill.drillId}`,
  });
}

function said({ drillId, phase, servers }: Drill): string {
  return `${drillId} (${phase}, ${servers.length} ${servers.length === 1 ? 'server' : 'servers'})`;
}

const CANCEL: Manual = {
  summary: 'cancel a drill and clean up',
  description:
    'Cancels a drill. Nothing more is launched; everything that was or may have been launched is terminated and proved gone.',
  examples: [['In a script', 'drs-drill cancel d-… --reason "wrong servers" --yes']],
  exits: [],
};

const HOLD: Manual = {
  summary: 'extend the hold',
  description:
    'Extends the hold of a drill. The extension takes effect once its hard stop exists; `hold.until` of the drill then shows it.',
  examples: [
    ['Half an hour more', 'drs-drill hold d-… --by 30m'],
    ['Until a certain time', 'drs-drill hold d-… --until 2026-11-22T18:00:00Z'],
  ],
  exits: [],
};

const END: Manual = {
  summary: 'end the hold now',
  description:
    'Ends the hold of a drill early: its instances are terminated and proved gone. While required checks have no result, that is refused.',
  examples: [['When the tests are done', 'drs-drill end d-… --yes && drs-drill wait d-…']],
  exits: [],
};

const ACKNOWLEDGE: Manual = {
  summary: 'end a leaked drill by confirming that nothing is left',
  description:
    'Ends a drill whose cleanup is LEAKED: you confirm that nothing is left. Check first: the drill lists what it launched, and EC2 shows the DRS tags. After that, the instances are no longer tracked.',
  examples: [['After checking EC2', 'drs-drill acknowledge d-… --reason "i-… terminated by hand, volumes deleted"']],
  exits: [],
};
