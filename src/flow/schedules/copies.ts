import type { Instant } from '../../drill/drill.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { CallFailed, Unavailable } from '../errors.ts';
import type { HistoryPage, PlanSchedules, ScheduleCopies } from '../ports.ts';

/** The stored schedules, and their copies in EventBridge Scheduler. */
export interface SchedulePorts {
  planSchedules: PlanSchedules;
  scheduleCopies: ScheduleCopies;
}

/** Makes the copy of a schedule that is stored already. When that fails, a retry makes it, or the reconciliation. */
export async function keepCopy(ports: SchedulePorts, schedule: Schedule, startAt: Instant | null): Promise<void> {
  await answered(ports.scheduleCopies.put(schedule, startAt));
}

/** Removes the copy of a schedule that is deleted already. Until then, its runs are refused. */
export async function removeCopy(
  { scheduleCopies }: Pick<SchedulePorts, 'scheduleCopies'>,
  name: string,
): Promise<void> {
  await answered(scheduleCopies.remove(name));
}

async function answered(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    throw error instanceof CallFailed ? new Unavailable(error.message, { cause: error }) : error;
  }
}

const LISTED_AT_ONCE = 100;

/** All schedules, by name. Eventually consistent. */
export async function everySchedule({ planSchedules }: Pick<SchedulePorts, 'planSchedules'>): Promise<Schedule[]> {
  const all: Schedule[] = [];
  let cursor: string | undefined;
  do {
    const page: HistoryPage<Schedule> = await planSchedules.list(LISTED_AT_ONCE, cursor);
    all.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/**
 * Mends what Scheduler has by what is stored: missing and different copies, and copies of no schedule. `startOf` gives
 * the start of a copy, undefined where the schedule has no coming time. Returns the names of those mended.
 */
export async function mendCopies(
  ports: SchedulePorts,
  startOf: (schedule: Schedule) => Instant | null | undefined,
): Promise<string[]> {
  const { planSchedules, scheduleCopies } = ports;
  const mended: string[] = [];
  const kept = await everySchedule(ports);
  const isKept = new Set(kept.map(({ name }) => name));
  for (const listed of kept) {
    if (startOf(listed) === undefined || (await scheduleCopies.isSame(listed))) continue;
    // The list may be older than a change by a person.
    const { value: schedule } = await planSchedules.load(listed.name);
    const startAt = schedule && startOf(schedule);
    if (schedule === undefined || startAt === undefined) continue;
    await scheduleCopies.put(schedule, startAt);
    mended.push(schedule.name);
  }
  for (const name of await scheduleCopies.names()) {
    if (isKept.has(name) || (await planSchedules.load(name)).value !== undefined) continue;
    await scheduleCopies.remove(name);
    mended.push(name);
  }
  return mended;
}
