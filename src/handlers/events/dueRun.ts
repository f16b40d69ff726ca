import type { DrillEvent } from '../../api/drillEvents.ts';
import { drillIdOf } from '../../api/identity.ts';
import { requestRefusedEvent } from '../../api/otherEvents.ts';
import { bodyFromPlan } from '../../api/planStart.ts';
import { isRefusal } from '../../api/problem.ts';
import { blockedEvent } from '../../api/scheduleEvents.ts';
import { SECOND_MS } from '../../drill/bounds.ts';
import type { Drill } from '../../drill/drill.ts';
import { type DueRun, refusedRun } from '../../drill/schedules/refusedRun.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { waitOf } from '../../drill/waits.ts';
import { Refused } from '../../flow/errors.ts';
import type { Ports } from '../../flow/ports.ts';
import { noteRun } from '../../flow/schedules/noteRun.ts';
import { type DrillSettings, requestDrill } from '../http/requestDrill.ts';

/**
 * A time of a schedule has come. Starts the drill of that time, or finds the one that an earlier delivery has started,
 * or says why there is none.
 */
export async function runDue(ports: Ports, run: DueRun, settings: DrillSettings, publish: Publish): Promise<void> {
  await untilDue(ports, run);
  const { value: schedule } = await ports.planSchedules.load(run.name);
  const refused = refusedRun(schedule, run, ports.clock.now());
  if (refused !== undefined) ports.log.info('a scheduled run makes no drill', { ...run, ...refused });
  if (refused?.isNews) await publish([refusalOf(run, refused.code, refused.message)]);
  if (refused !== undefined || schedule === undefined) return;
  try {
    const drill = await drillOf(ports, schedule, run, settings);
    ports.log.info('a schedule has made a drill', { drillId: drill.drillId, ...run });
    await publishBlocked(ports, run, drill, publish);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    ports.log.error('the drill of a schedule was refused', { ...run, code: error.code, why: error.message });
    await publish([refusalOf(run, error.code, error.message)]);
  }
}

/** Publishes events on the bus, and notifies people. */
type Publish = (events: DrillEvent[]) => Promise<void>;

/** Clocks differ: a run that is delivered a moment before its time waits for it. */
const EARLY_SECONDS_MAX = 5;

async function untilDue({ clock }: Ports, { scheduledAt }: DueRun): Promise<void> {
  const early = scheduledAt - clock.now();
  if (early > 0 && early <= EARLY_SECONDS_MAX * SECOND_MS) await clock.pause(early);
}

/** The id of the drill comes from schedule, generation and scheduled time, so a time makes at most one. */
async function drillOf(
  ports: Ports,
  { name, generation, terms }: Schedule,
  { scheduledAt }: DueRun,
  settings: DrillSettings,
): Promise<Drill> {
  const content = (await ports.plans.newest(terms.plan)) && (await ports.plans.version(terms.plan, terms.planVersion));
  if (content === undefined) throw new Refused(404, 'unknown-plan', `The plan ${terms.plan} was deleted`);
  const { version, hash } = content;
  const requestedBy = `schedule/${name}`;
  const requested = {
    body: bodyFromPlan(content, { ...terms.overrides, ...(terms.dryRun && { dryRun: true }) }),
    requestedBy,
    idempotencyKey: undefined,
    plan: { name: terms.plan, version, hash },
    schedule: { name, scheduledAt },
    drillId: drillIdOf(requestedBy, `${generation}/${scheduledAt}`),
  };
  return (await requestDrill(ports, requested, settings)).drill;
}

async function publishBlocked(ports: Ports, run: DueRun, drill: Drill, publish: Publish): Promise<void> {
  const blocked = await noteRun(ports.planSchedules, run, drill);
  if (blocked === undefined) return;
  const { record } = await ports.sites.load(drill.site);
  const open = Object.entries(record.scheduled ?? {}).find(([, name]) => name === run.name)?.[0];
  const blocking = open === undefined ? undefined : await ports.drills.load(open);
  if (blocking === undefined) return;
  const { drillId: blockedBy, site } = blocking.drill;
  const wait = waitOf(blocking.drill, ports.clock.now());
  await publish([blockedEvent(blocked, { scheduledAt: run.scheduledAt, site, blockedBy, wait })]);
}

function refusalOf({ name, scheduledAt }: DueRun, code: string, why: string): DrillEvent {
  const requestedBy = `schedule/${name}`;
  return requestRefusedEvent({ eventId: `${requestedBy}/${scheduledAt}`, requestedBy, code, why });
}
