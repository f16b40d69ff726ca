import { type Command, Option } from 'commander';
import type { Lever } from '../apiDocuments.ts';
import { usageError } from '../commandError.ts';
import { coming, type Moment, moment } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { type SteeringFlags, steer } from '../steer.ts';
import { grid, painted } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import type { Result } from '../terminal/output.ts';
import { LEVER_LISTS } from './lists.ts';
import { addListVerb } from './listVerbs.ts';
import { addRelease, releases } from './releaseVerb.ts';
import { addCondition, addYes } from './steerVerbs.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill lever */
export function addLever(program: Command): void {
  const command = addVerb<LeverFlags>(program, 'lever', MANUAL, lever);
  command
    .argument('[state]', `the new state: ${STATES.join(', ')}; without it, the lever is shown`)
    .option('--reason <text>', 'why, for the record')
    .option('--site <region>', 'the lever of this Region (default that of all Regions)')
    .addOption(new Option('--expires <time>', 'reopen by itself at this time, or after 2h').argParser(moment));
  addCondition(addYes(command));
  addRelease(command);
  for (const list of LEVER_LISTS) addListVerb(command, list);
}

interface LeverFlags extends SteeringFlags {
  reason?: string;
  site?: string;
  expires?: Moment;
}

/** Every move affects every drill of the site, so it always needs confirmation. */
const STATES = ['OPEN', 'NO_LAUNCHES', 'FROZEN'];

const MEANT: Record<string, string> = {
  OPEN: 'drills may launch again',
  NO_LAUNCHES: 'no drill launches anything; running drills clean up',
  FROZEN: 'no drill launches or terminates anything: running instances stay up and cost money',
};

async function lever({ session, args: [given], flags }: Call<LeverFlags>): Promise<ExitStatus> {
  if (given === undefined) {
    const { body } = await session.get<{ levers: Lever[] }>('/v1/lever');
    await session.show({ ...levers(body, body.levers), rows: 'levers' });
    return EXIT.OK;
  }
  const state = given.toUpperCase();
  const { reason, site: region, expires } = flags;
  if (!STATES.includes(state)) throw usageError(`${given} is not a state of the lever`, `one of ${STATES.join(', ')}`);
  if (reason === undefined)
    throw usageError('moving the lever needs a reason', `drs-drill lever ${state} --reason TEXT`);
  const place = region === undefined ? 'all Regions' : region;
  const steering = {
    read: '/v1/lever',
    ask: (_: unknown, nowMs: number) => ({
      method: 'PUT' as const,
      path: '/v1/lever',
      body: { state, reason, region, expiresAt: expires && coming(expires, nowMs) },
    }),
    intent: (read: { levers: Lever[] }) =>
      `This moves the lever of ${place} to ${state}: ${MEANT[state]}. ${standing(read.levers)}`,
  };
  const moved = await steer<{ levers: Lever[] }, Lever>(session, steering, flags);
  await session.show(levers(moved, [moved]));
  return EXIT.OK;
}

/** The current closed levers, shown for confirmation. */
function standing(all: Lever[]): string {
  const closed = all.filter(({ inForce }) => inForce);
  if (closed.length === 0) return 'No lever is closed now.';
  return closed
    .map(({ region, state, by, reason }) => {
      const why = reason === null ? '' : `, "${reason}"`;
      return `Now ${region ?? 'all Regions'}: ${state} by ${by ?? '-'}${why}.`;
    })
    .join(' ');
}

/** An open lever is never in force; a closed one is until it expires. */
function inForceSaid({ state, inForce }: Lever): string {
  if (inForce) return 'yes';
  return state === 'OPEN' ? '-' : 'no, it has expired';
}

function levers(document: unknown, shown: Lever[]): Result {
  const rows = () =>
    shown.map((one) => [
      one.region ?? 'all',
      painted(one.state),
      inForceSaid(one),
      one.by ?? '-',
      one.movedAt ?? '-',
      one.expiresAt ?? '-',
      one.reason ?? '-',
    ]);
  const released = shown.flatMap((one) => one.released ?? []);
  const table = () =>
    [grid(['REGION', 'STATE', 'IN FORCE', 'BY', 'MOVED', 'EXPIRES', 'REASON'], rows()), ...releases(released)].join(
      '\n\n',
    );
  return { document, table };
}

const MANUAL: Manual = {
  summary: 'show or move the safety lever',
  description:
    'Shows or moves the safety lever of all sites or of one, with the jobs released there. OPEN: drills run. NO_LAUNCHES: no drill launches anything, running drills clean up. FROZEN: no drill launches or terminates anything. A real recovery moves the lever to NO_LAUNCHES automatically; an operator reopens it.',
  examples: [
    ['Show it', 'drs-drill lever'],
    ['No drills during the release', 'drs-drill lever NO_LAUNCHES --expires 4h --reason "release 42"'],
    ['Open it after a real recovery', 'drs-drill lever OPEN --site eu-west-1 --reason "recovery has ended" --yes'],
  ],
  exits: [],
};
