import type { Command } from 'commander';
import type { ScheduleDocument } from '../../api/openapi/scheduleDocuments.ts';
import { CommandError } from '../commandError.ts';
import { moment, seconds } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';
import { type SteeringFlags, steer } from '../steer.ts';
import { grid } from '../terminal/grid.ts';
import { setManual } from '../terminal/manual.ts';
import { SCHEDULE_LISTS } from '../verbs/lists.ts';
import { addListVerb } from '../verbs/listVerbs.ts';
import { addYes } from '../verbs/steerVerbs.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { COUNT_MAX, whole } from '../wholeNumber.ts';
import { bodyOf, changedBody, type SetFlags } from './scheduleBody.ts';
import { SCHEDULES } from './scheduleListings.ts';
import { DELETE, DISABLE, ENABLE, GET, NEXT, SCHEDULE, SET } from './scheduleManuals.ts';

/** drs-drill schedule */
export function addSchedule(program: Command): void {
  const schedule = program.command('schedule').summary(SCHEDULE.summary);
  setManual(schedule, SCHEDULE);
  addVerb<SetFlags>(schedule, 'set <schedule>', SET, set)
    .option('--plan <name>', 'the plan to drill (required for a new schedule)')
    .option('--plan-version <number>', 'pin this version of the plan', whole(1, COUNT_MAX))
    .option('--when <expression>', 'cron(…), rate(…) or at(…), as EventBridge Scheduler takes them')
    .option('--zone <zone>', 'the IANA time zone of the expression (default UTC)')
    .option('--start <time>', 'no run before this time', moment)
    .option('--end <time>', 'no run from this time on, at most 400d away (required for a new schedule)', moment)
    .option('--window <duration>', 'how long after its time a run may begin', seconds)
    .option('--dry-run', 'every run is a dry run')
    .option('--no-dry-run', 'every run is a drill')
    .option('--file <path>', 'members of the body as YAML or JSON, such as overrides; options override them');
  addVerb(schedule, 'get <schedule>', GET, get);
  for (const list of SCHEDULE_LISTS) addListVerb(schedule, list);
  addVerb(schedule, 'enable <schedule>', ENABLE, (call) => switched(call, true));
  addVerb(schedule, 'disable <schedule>', DISABLE, (call) => switched(call, false));
  addYes(addVerb<SteeringFlags>(schedule, 'delete <schedule>', DELETE, remove)).option('--force', 'delete any version');
  addVerb(schedule, 'next <schedule>', NEXT, next);
}

async function set({ session, args: [name = ''], flags }: Call<SetFlags>): Promise<ExitStatus> {
  const path = pathOf(name);
  const kept = await keptIn(session, path);
  const body = await changedBody(session, kept?.schedule, flags);
  const headers = kept === undefined ? { 'if-none-match': '*' } : { 'if-match': kept.etag };
  const { body: schedule } = await session.write<ScheduleDocument>({ method: 'PUT', path, headers, body }, name);
  return shown(session, schedule);
}

async function keptIn(
  session: Session,
  path: string,
): Promise<{ schedule: ScheduleDocument; etag: string } | undefined> {
  try {
    const { body, headers } = await session.get<ScheduleDocument>(path);
    return { schedule: body, etag: headers.get('etag') ?? '*' };
  } catch (error) {
    if (error instanceof CommandError && error.httpStatus === 404) return undefined;
    throw error;
  }
}

async function get({ session, args: [name = ''] }: Call<unknown>): Promise<ExitStatus> {
  return shown(session, (await session.get<ScheduleDocument>(pathOf(name))).body);
}

async function switched({ session, args: [name = ''] }: Call<unknown>, enabled: boolean): Promise<ExitStatus> {
  const path = pathOf(name);
  const ask = (read: ScheduleDocument) => ({ method: 'PUT' as const, path, body: { ...bodyOf(read), enabled } });
  return shown(session, await steer<ScheduleDocument, ScheduleDocument>(session, { read: path, ask }, {}));
}

async function remove({ session, args: [name = ''], flags }: Call<SteeringFlags>): Promise<ExitStatus> {
  const path = pathOf(name);
  const steering = {
    read: path,
    ask: () => ({ method: 'DELETE' as const, path }),
    intent: ({ plan }: ScheduleDocument) => `This deletes the schedule ${name}: it drills ${plan} no more.`,
  };
  return shown(session, await steer<ScheduleDocument, ScheduleDocument>(session, steering, flags));
}

async function next({ session, args: [name = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body } = await session.get<ScheduleDocument>(pathOf(name));
  const { timeZone, enabled, nextTimes } = body;
  const document = { name, timeZone, enabled, nextTimes };
  const rows = nextTimes.map((at) => [at, localTime(at, timeZone)]);
  await session.show({ document, table: () => grid(['UTC', timeZone.toUpperCase()], rows) });
  if (!enabled) session.note(`${name} is disabled: nothing is drilled at these times`);
  return EXIT.OK;
}

function localTime(at: string, timeZone: string): string {
  const parts = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', parts).format(Date.parse(at));
}

function pathOf(name: string): string {
  return `/v1/schedules/${encodeURIComponent(name)}`;
}

async function shown(session: Session, schedule: ScheduleDocument): Promise<ExitStatus> {
  await session.show({ document: schedule, table: () => SCHEDULES.table([schedule]) });
  return EXIT.OK;
}
