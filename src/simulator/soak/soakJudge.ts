import { isDeepStrictEqual } from 'node:util';
import type { SummaryView } from '../../api/views/summaryView.ts';
import { HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import type { LocalWorld } from '../local/localWorld.ts';
import type { MemoryTable } from '../memory/memoryTable.ts';
import { soakViolations, unexplained } from './soakChecks.ts';
import { countedWrongly } from './soakCounts.ts';
import { type DeadLetter, effectQueueUrls, emptyDeadLetters, readDeadLetters } from './soakDeadLetters.ts';
import type { SoakTrouble } from './soakFaults.ts';
import type { SoakPeople } from './soakPeople.ts';
import { readSoakTable } from './soakTable.ts';
import { countMarks } from './soakTally.ts';
import type { SoakThirdParties } from './soakThirdParties.ts';

/** The result of a soak. */
export interface Soaked {
  violations: string[];
  drills: SummaryView[];
  launches: number;
  terminations: number;
  thirdPartyLaunches: number;
  hours: number;
  actions: Record<string, number>;
  injected: Record<string, number>;
  hoursWith: Record<string, number>;
  deaths: Record<string, number>;
  deadLetters: DeadLetter[];
}

/** All participants of a soak. */
export interface Judged {
  local: LocalWorld;
  trouble: SoakTrouble;
  people: SoakPeople;
  thirdParties: SoakThirdParties;
  beginning: Instant;
}

/** Checks what must hold when all drills have ended: in simulated AWS, the table, the API and every dead letter. */
export async function judgeSoak(judged: Judged, listed: Map<string, SummaryView>): Promise<Soaked> {
  const { local, trouble, people, thirdParties, beginning } = judged;
  trouble.end();
  await quiet(local);
  const { accepted } = people;
  const table = await readSoakTable(local, accepted);
  const owner = await table.ports.owner();
  const { jobs: thirdPartyJobs } = thirdParties;
  const violations = [
    ...people.violations,
    ...soakViolations({ local, table, owner, accepted, listed, thirdPartyJobs }),
  ];
  const { failures, injected, hoursWith, deaths } = trouble;
  const effectKind = (drillId: string, effectId: string) =>
    table.effectsOf(drillId).find((item) => item.effectId === effectId)?.effect.kind;
  const deadLetters = await readDeadLetters({ local, failures, effectKind, thirdPartyJobs });
  violations.push(...unexplained(deadLetters, listed), ...(await harmOfRedriving(local, table, deadLetters)));
  violations.push(...(await countedWrongly(local, listed)));
  const { launches, terminations } = local.world.history;
  return {
    violations,
    drills: [...listed.values()],
    launches: launches.length - thirdPartyJobs.size,
    terminations: terminations.length,
    thirdPartyLaunches: thirdPartyJobs.size,
    hours: Number(hoursSince(beginning, local.clock.now())),
    actions: people.actions,
    injected: { ...injected, ...countMarks(local.world.state()) },
    hoursWith,
    deaths,
    deadLetters,
  };
}

/** Redrives every dead letter: no drill may change, nothing may be launched or terminated, and none may fail again. */
async function harmOfRedriving(local: LocalWorld, before: MemoryTable, letters: DeadLetter[]): Promise<string[]> {
  const { history } = local.world;
  const acts = () => history.launches.length + history.terminations.length;
  const actsBefore = acts();
  emptyDeadLetters(local);
  const failed: DeadLetter[] = [];
  for (const letter of letters) if (!(await letter.redeliver())) failed.push(letter);
  await quiet(local);
  const drills = before.drills();
  const after = await readSoakTable(
    local,
    drills.map(({ drillId }) => drillId),
  );
  const now = new Map<string, Drill>(after.drills().map((drill) => [drill.drillId, drill]));
  const changed = drills.filter((drill) => !isDeepStrictEqual(drill, now.get(drill.drillId)));
  const again = Object.values(local.world.state().queues).filter(
    (one) => one.name.endsWith('-failures') && one.messages.length > 0,
  );
  return [
    ...changed.map(({ drillId }) => `a redriven dead letter changes no ended drill (${drillId})`),
    ...(acts() === actsBefore ? [] : ['a redriven dead letter launches and terminates nothing']),
    ...again.map(({ name }) => `a redriven dead letter does not fail again (${name})`),
    ...failed.map((one) => `a redriven dead letter does not fail again (${one.queue}: ${one.kind} of ${one.drillId})`),
  ];
}

/** Consecutive quiet looks. The sweep runs every few looks and does no harm. */
const QUIET_LOOKS = 3;
const LOOK_MS = 20;
/** A drill that does not end looks for ever, and is judged for that. */
const LOOKS_MAX = 1500;

/** Waits until no message is left for a function, delayed ones included, and no function runs. */
async function quiet(local: LocalWorld): Promise<void> {
  for (let [looks, quietLooks] = [0, 0]; quietLooks < QUIET_LOOKS && looks < LOOKS_MAX; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    quietLooks = areEffectsWaiting(local) || local.backstage.busy() ? 0 : quietLooks + 1;
  }
}

function areEffectsWaiting({ world, site, backstage }: LocalWorld): boolean {
  return Object.values(effectQueueUrls(backstage)).some((QueueUrl) => {
    const { Attributes } = world.call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }, site);
    return Object.entries(Object(Attributes)).some(
      ([name, value]) => name.startsWith('ApproximateNumber') && value !== '0',
    );
  });
}

/** Simulated hours between two moments. */
export function hoursSince(beginning: Instant, now: Instant): string {
  return ((now - beginning) / (HOUR_SECONDS * SECOND_MS)).toFixed(1);
}
