import type { Command } from 'commander';
import type { BlackoutsDocument } from '../../api/openapi/scheduleDocuments.ts';
import { usageError } from '../commandError.ts';
import { coming, type Moment, moment } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';
import { type SteeringFlags, steer } from '../steer.ts';
import { grid, plain } from '../terminal/grid.ts';
import { setManual } from '../terminal/manual.ts';
import { addYes } from '../verbs/steerVerbs.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { BLACKOUT, BLACKOUT_LIST, BLACKOUT_SET } from './scheduleManuals.ts';

const PATH = '/v1/blackouts';

/** drs-drill blackout */
export function addBlackout(program: Command): void {
  const blackout = program.command('blackout').summary(BLACKOUT.summary);
  setManual(blackout, BLACKOUT);
  const command = addVerb<BlackoutFlags>(blackout, 'set', BLACKOUT_SET, set)
    .option('--from <time>', 'its beginning (default now)', moment)
    .option('--to <time>', 'its end: a time, a day (UTC), or a duration from now, as 4h', moment)
    .option('--reason <text>', 'why, for the record')
    .option('--site <region>', 'in this Region (default in all)')
    .option('--clear', 'remove all blackouts')
    .option('--force', 'act on any version, even if they have changed since they were read');
  addYes(command);
  addVerb(blackout, 'list', BLACKOUT_LIST, list);
}

interface BlackoutFlags extends SteeringFlags {
  from?: Moment;
  to?: Moment;
  reason?: string;
  site?: string;
  clear?: boolean;
}

async function set({ session, flags }: Call<BlackoutFlags>): Promise<ExitStatus> {
  const { clear, to, reason } = flags;
  if (!clear && (to === undefined || reason === undefined))
    throw usageError('a blackout needs an end and a reason', 'drs-drill blackout set --to TIME --reason TEXT');
  const steering = {
    read: PATH,
    ask: (read: BlackoutsDocument, nowMs: number) => ({
      method: 'PUT' as const,
      path: PATH,
      body: clear ? [] : [...notOver(read, nowMs), added(flags, nowMs)],
    }),
    intent: ({ blackouts }: BlackoutsDocument) =>
      clear
        ? `This removes all ${blackouts.length} blackouts: drills may launch again.`
        : `This keeps every drill from launching in ${flags.site ?? 'all Regions'} for that time.`,
  };
  return shown(session, await steer<BlackoutsDocument, BlackoutsDocument>(session, steering, flags));
}

/** Those that are not over yet, as they are sent. */
function notOver({ blackouts }: BlackoutsDocument, nowMs: number) {
  const left = blackouts.filter(({ to }) => Date.parse(to) > nowMs);
  return left.map(({ region, from, to, reason }) => ({ region, from, to, reason }));
}

function added({ from, to, reason, site }: BlackoutFlags, nowMs: number) {
  const now = new Date(nowMs).toISOString();
  return { region: site ?? null, from: from ? coming(from, nowMs) : now, to: to && coming(to, nowMs), reason };
}

async function list({ session }: Call<unknown>): Promise<ExitStatus> {
  return shown(session, (await session.get<BlackoutsDocument>(PATH)).body);
}

async function shown(session: Session, document: BlackoutsDocument): Promise<ExitStatus> {
  const rows = document.blackouts.map(({ region, from, to, inForce, reason }) => [
    ...[region ?? 'all', from, to, inForce ? 'yes' : '-', plain(reason)],
  ]);
  const table = () => grid(['REGION', 'FROM', 'TO', 'IN FORCE', 'REASON'], rows);
  await session.show({ document, rows: 'blackouts', table });
  return EXIT.OK;
}
