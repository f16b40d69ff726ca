import { exceededBounds, type Year } from './judgeYear.ts';

/** The report of a year as text. The same seed gives the same lines. */
export function yearLines(year: Year): string[] {
  const { options, firstPassNights, gapNights, unproved, humanActs, violations } = year;
  const { seed, nights, servers, sample, by, withinNights } = options;
  const drills = sum(year.outcomes);
  const exceeded = exceededBounds(year);
  return [
    `a year without hands: seed ${seed}, ${nights} nights, ${servers} servers, every night the ${sample} ${by}`,
    'faults that occurred:',
    ...table(year.injected),
    'incidents:',
    ...table(year.incidents),
    `${sum(year.incidents)} incidents, ${year.incidentsInDrills} of them while a drill was open; none is a real ` +
      'recovery, after which by design only a person opens the lever',
    `${year.kills} functions killed, besides those that crashed in incidents`,
    'drills by outcome:',
    ...table(year.outcomes),
    'why drills did not pass:',
    ...table(year.reasons),
    `${nights} nights, ${drills} drills, ${year.emptyNights} nights without one; ${year.proofs} of ${year.trials} ` +
      'trials proved their server',
    `every server proved for the first time: after ${firstPassNights} nights, ${unproved.length} never ` +
      `(at most ${withinNights} nights)`,
    `longest time until a server was proved again: ${gapNights} nights (at most ${withinNights})`,
    `servers whose newest proof the coverage lacks: ${year.forgotten.length}`,
    `drill instances left: ${year.instancesLeft}`,
    `human acts: ${sum(humanActs)}; dead letters that nobody redrove: ${year.deadLetters}`,
    `violated promises: ${violations.length}`,
    ...exceeded.map((sentence) => `EXCEEDED: ${sentence}`),
  ];
}

function table(counts: Record<string, number>): string[] {
  const sorted = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  return sorted.map(([name, times]) => `  ${String(times).padStart(9)}  ${name}`);
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, times) => total + times, 0);
}
