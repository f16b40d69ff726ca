import type { Drill } from '../../drill/drill.ts';
import { endedDrill } from '../../history/endedDrill.ts';
import type { SeededWorld } from '../seeded/seededState.ts';
import type { Incident } from './incidents.ts';
import { nightOf, type YearOptions } from './yearPlan.ts';

/** How a year without hands went. */
export interface YearReport {
  options: YearOptions;
  /** How many drills ended in which way, and why those did that did not pass. */
  outcomes: Record<string, number>;
  reasons: Record<string, number>;
  /** Nights whose drill nobody accepted. */
  nightsWithout: number;
  incidents: Record<string, number>;
  incidentsInDrills: number;
  kills: number;
  injected: Record<string, number>;
  deadLetters: number;
  /** Servers that no drill has proved. */
  unproved: string[];
  /** The nights until the last server was proved for the first time. */
  firstPassNights: number;
  /** The longest time without a new proof of a server, after its first. */
  gapNights: number;
  trials: number;
  passes: number;
  instancesLeft: number;
  /** What people had to do, besides what the incidents' own people did. */
  humanActs: Record<string, number>;
  violations: string[];
}

/** Judges the year by the records and journals of its drills, and by what simulated EC2 still bills. */
export function judgeYear(
  options: YearOptions,
  world: SeededWorld,
  incidents: readonly Incident[],
  kills: number,
): YearReport {
  const table = world.deployments[0]?.table;
  const drills = table?.drills() ?? [];
  const trials = drills
    .filter(({ phase }) => phase === 'ENDED')
    .flatMap((drill) => endedDrill(drill, table?.entriesOf(drill.drillId) ?? [], 'SIMULATED').trials);
  const passes = trials.filter(({ passed }) => passed === true);
  const nights = new Map(world.servers.map((id) => [id, [] as number[]]));
  for (const { sourceServerId, drillId } of passes) nights.get(sourceServerId)?.push(nightOf(drillId));
  const proofs = [...nights].map(([id, of]) => ({ id, of: of.toSorted((one, other) => one - other) }));
  const proved = proofs.filter(({ of }) => of.length > 0);
  return {
    options,
    outcomes: countOf(drills.map(({ outcome, phase }) => outcome ?? phase)),
    reasons: countOf(drills.flatMap((drill) => reasonOf(drill) ?? [])),
    nightsWithout: options.nights - drills.length,
    incidents: countOf(incidents.map(({ kind }) => kind.name)),
    incidentsInDrills: incidents.filter((one) => drills.some((drill) => meets(one, drill))).length,
    kills,
    injected: world.injected,
    deadLetters: world.deadLetters.length,
    unproved: proofs.filter(({ of }) => of.length === 0).map(({ id }) => id),
    firstPassNights: Math.max(0, ...proved.map(({ of: [first = 0] }) => first + 1)),
    gapNights: Math.max(0, ...proved.flatMap(({ of }) => gapsOf(of, options.nights))),
    trials: trials.length,
    passes: passes.length,
    instancesLeft: world.aws.liveInstances().filter(({ isDrill }) => isDrill).length,
    humanActs: Object.fromEntries(Object.entries(world.injected).filter(([what]) => HUMAN.has(what))),
    violations: [...world.violations],
  };
}

/** What an operator does in a seeded world after a leak report. */
const HUMAN: ReadonlySet<string> = new Set([
  'loose volume deleted',
  'conversion server terminated by a person',
  'leak acknowledged',
  'dead letter redriven',
]);

/** The bounds that the year has broken, as sentences. */
export function brokenBounds(report: YearReport): string[] {
  const { options, unproved, firstPassNights, gapNights, instancesLeft, humanActs, violations } = report;
  const { withinNights } = options;
  // A run shorter than the bound proves nothing about the servers that it has not reached.
  const isLongEnough = options.nights >= withinNights;
  return [
    ...(isLongEnough && unproved.length > 0 ? [`${unproved.length} servers were never proved`] : []),
    ...(firstPassNights > withinNights ? [`the first pass took ${firstPassNights} nights`] : []),
    ...(gapNights > withinNights ? [`a server was not proved again for ${gapNights} nights`] : []),
    ...(instancesLeft > 0 ? [`${instancesLeft} instances are left`] : []),
    ...Object.entries(humanActs).map(([what, times]) => `people had to act: ${what}, ${times} times`),
    ...violations,
  ];
}

function gapsOf(nights: number[], end: number): number[] {
  return [...nights, end - 1].slice(1).map((night, index) => night - (nights[index] ?? 0));
}

function reasonOf({ outcome, why, failures }: Drill & { failures?: unknown }): string | undefined {
  if (outcome === 'PASSED') return undefined;
  void failures;
  return why ?? `${outcome}`;
}

function meets({ from, until }: Incident, { requestedAt, phaseAt }: Drill): boolean {
  return from <= phaseAt && until >= requestedAt;
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
