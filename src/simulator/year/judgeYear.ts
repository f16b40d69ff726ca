import { DAY_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import type { ServerLine } from '../../history/coverage.ts';
import { endedDrill } from '../../history/endedDrill.ts';
import type { Trial } from '../../history/trials.ts';
import { isOf, type SeededWorld } from '../seeded/seededState.ts';
import type { Incident } from './incidents.ts';
import { nightAt, type YearOptions } from './yearPlan.ts';

/** How a year without hands went. */
export interface Year {
  options: YearOptions;
  outcomes: Record<string, number>;
  /** Why drills did not pass. */
  reasons: Record<string, number>;
  /** Nights without a drill: nobody accepted the request. */
  emptyNights: number;
  incidents: Record<string, number>;
  /** How many of the incidents lasted while a drill was open. */
  incidentsInDrills: number;
  kills: number;
  /** How often each kind of fault occurred. */
  injected: Record<string, number>;
  /** Messages that failed too often. Nobody redrives them. */
  deadLetters: number;
  trials: number;
  proofs: number;
  /** Servers that no drill has proved. */
  unproved: string[];
  /** The nights until the last server was proved for the first time. */
  firstPassNights: number;
  /** The longest time between two proofs of a server, or from its last one to the end. */
  gapNights: number;
  /** Servers whose newest proof the product's coverage does not show. */
  forgotten: string[];
  instancesLeft: number;
  /** What a person had to do. */
  humanActs: Record<string, number>;
  violations: string[];
  /** What happened on the day on which a promise was first violated. */
  trace: string[];
}

/** What happened in a year, besides its world. */
export interface YearFacts {
  incidents: readonly Incident[];
  kills: number;
  /** The product's own coverage at the end, by server. */
  lines: ReadonlyMap<string, ServerLine | undefined>;
  trace: string[];
}

/** Judges the year by the journals of its drills, and by what simulated EC2 still bills. */
export function judgeYear(
  options: YearOptions,
  world: SeededWorld,
  { incidents, kills, lines, trace }: YearFacts,
): Year {
  const tables = world.deployments.map(({ table }) => table);
  const drills = tables.flatMap((table) => table.drills());
  const trials = tables.flatMap((table) =>
    table.drills().flatMap((drill) => endedDrill(drill, table.entriesOf(drill.drillId), 'SIMULATED').trials),
  );
  const proofs = trials.filter(({ passed }) => passed === true);
  return {
    options,
    outcomes: countOf(drills.map(({ outcome, phase }) => outcome ?? phase)),
    reasons: countOf(drills.flatMap(({ outcome, why }) => (outcome === 'PASSED' ? [] : withoutIds(why ?? 'unknown')))),
    emptyNights: options.nights - drills.length,
    incidents: countOf(incidents.map(({ kind }) => kind.name)),
    incidentsInDrills: incidents.filter((one) => drills.some((drill) => meets(one, drill))).length,
    kills,
    injected: world.injected,
    deadLetters: world.deadLetters.length,
    trials: trials.length,
    proofs: proofs.length,
    ...coverageOf(world.servers.slice(options.neverLaunching), proofs, options.nights),
    forgotten: world.servers.filter((id) => isForgotten(lines.get(id), proofs, id)),
    instancesLeft: world.aws.liveInstances().filter((one) => world.deployments.some(({ owner }) => isOf(one, owner)))
      .length,
    humanActs: Object.fromEntries(Object.entries(world.injected).filter(([what]) => HUMAN_ACTS.has(what))),
    violations: [...world.violations],
    trace,
  };
}

/** The bounds that a year has exceeded, as sentences. */
export function exceededBounds(year: Year): string[] {
  const { options, unproved, firstPassNights, gapNights, forgotten, instancesLeft, humanActs, violations } = year;
  const { nights, withinNights } = options;
  // In fewer nights than the bound, not every server has its turn.
  const isLongEnough = nights >= withinNights;
  return [
    ...(isLongEnough && unproved.length > 0 ? [`${unproved.length} servers were never proved`] : []),
    ...(firstPassNights > withinNights
      ? [`a server was proved for the first time after ${firstPassNights} nights`]
      : []),
    ...(gapNights > withinNights ? [`a server was not proved again for ${gapNights} nights`] : []),
    ...(forgotten.length > 0 ? [`the coverage lacks the newest proof of ${forgotten.length} servers`] : []),
    ...(instancesLeft > 0 ? [`${instancesLeft} drill instances are left`] : []),
    ...Object.entries(humanActs).map(([what, times]) => `a person had to act: ${what}, ${times} times`),
    ...violations,
  ];
}

/** What operators of seeded worlds do after a leak report, and with dead letters. */
const HUMAN_ACTS: ReadonlySet<string> = new Set([
  'loose volume deleted',
  'conversion server terminated by a person',
  'leak acknowledged',
  'dead letter redriven',
]);

function coverageOf(servers: readonly string[], proofs: readonly Trial[], nights: number) {
  const of = new Map(servers.map((id) => [id, [] as number[]]));
  for (const { sourceServerId, requestedAt } of proofs) of.get(sourceServerId)?.push(nightOf(requestedAt));
  const unproved = servers.filter((id) => of.get(id)?.length === 0);
  const proved = [...of.values()].filter(({ length }) => length > 0).map((all) => all.toSorted((a, b) => a - b));
  return {
    unproved,
    firstPassNights: Math.max(0, ...proved.map(([first = 0]) => first + 1)),
    gapNights: Math.max(0, ...proved.flatMap((all) => gapsOf([...all, nights - 1]))),
  };
}

/** A drill is requested at its night's time, or soon after it. */
function nightOf(requestedAt: Instant): number {
  return Math.round((requestedAt - nightAt(0)) / (DAY_SECONDS * SECOND_MS));
}

function gapsOf(nights: readonly number[]): number[] {
  return nights.slice(1).map((night, index) => night - (nights[index] ?? 0));
}

function isForgotten(line: ServerLine | undefined, proofs: readonly Trial[], sourceServerId: string): boolean {
  const own = proofs.filter((one) => one.sourceServerId === sourceServerId);
  return own.length > 0 && !own.some(({ drillId }) => drillId === line?.lastPassed?.drillId && isNewest(drillId, own));
}

function isNewest(drillId: string, own: readonly Trial[]): boolean {
  const endedAt = own.find((one) => one.drillId === drillId)?.endedAt ?? 0;
  return own.every((one) => (one.endedAt ?? 0) <= endedAt);
}

function meets({ from, until }: Incident, { requestedAt, phaseAt }: Drill): boolean {
  return from <= phaseAt && until >= requestedAt;
}

function withoutIds(why: string): string {
  return why.replace(/\b[is]-[0-9a-f]{17}\b/g, '…').replace(/: [\w-]+ since .*| The same applies.*/, '');
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
