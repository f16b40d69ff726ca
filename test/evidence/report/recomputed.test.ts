import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { reportDocument } from '../../../src/api/evidence/reportSchema.ts';
import type { Drill } from '../../../src/drill/drill.ts';
import { fold } from '../../../src/drill/evolve.ts';
import type { JournalEntry } from '../../../src/drill/facts.ts';
import { contradictedOutcome } from '../../../src/evidence/report/contradictedOutcome.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import { reportOf } from '../../../src/evidence/report/reportOf.ts';
import type { GuardNote } from '../../../src/evidence/sources.ts';
import type { PriceList } from '../../../src/history/cost.ts';
import { drawScenario } from '../../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../../src/simulator/seeded/seededWorld.ts';
import { someContext } from './given.ts';
import { ledgerOf } from './recomputing/ledger.ts';
import { numbersOf } from './recomputing/numbers.ts';

const FIRST_SEED = Number(process.env['REPORT_SEED'] ?? 1);
/** `npm run test:long` runs 200. */
const SEEDS = Number(process.env['REPORT_SEEDS'] ?? 50);
const TIMEOUT_MS = 60_000 + SEEDS * 1000;

const PRICES: PriceList = {
  region: 'us-east-1',
  currency: 'USD',
  publishedAt: 0,
  readAt: 0,
  instanceHours: { 't3.micro': 0.0104, 'm5.large': 0.096 },
  gigabyteMonths: { gp3: 0.08 },
};

test(
  'every number in the report of every drill follows from its journal, whenever it is made',
  async () => {
    const wrong: string[] = [];
    let drills = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      await runSeed(seed, drawScenario, undefined, ({ deployments }) => {
        for (const { table } of deployments)
          for (const drill of table.drills()) {
            drills += 1;
            const found = wrongIn(drill, table.entriesOf(drill.drillId), table.notesOf(drill.drillId));
            wrong.push(...found.map((sentence) => `seed ${seed}, ${drill.drillId}: ${sentence}`));
          }
      });
    }
    expect(wrong).toEqual([]);
    expect(drills).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

/** The drill at its end, and as it was in the middle of its journal. */
function wrongIn(drill: Drill, entries: JournalEntry[], guardNotes: GuardNote[]): string[] {
  const folded = JSON.parse(JSON.stringify(fold(entries) ?? null));
  const half = entries.slice(0, Math.ceil(entries.length / 2));
  const contradiction = contradictedOutcome(drill, entries);
  return [
    ...(isDeepStrictEqual(folded, drill) ? [] : ['the record is not the fold of its journal']),
    ...(contradiction === null ? [] : [contradiction]),
    ...wrongNumbers(drill, entries, guardNotes),
    ...wrongNumbers(fold(half) as Drill, half, guardNotes),
  ];
}

function wrongNumbers(drill: Drill, entries: JournalEntry[], guardNotes: GuardNote[]): string[] {
  const context = someContext({ prices: PRICES });
  const report = reportOf({ drill, entries, notes: [], guardNotes, context });
  const parsed = reportDocument.safeParse(report);
  const expected = numbersOf(ledgerOf(entries), PRICES);
  expected.set('integrity.entries', entries.length).set('integrity.notes', 0);
  expected.set('integrity.chainedFromSeq', 1).set('integrity.guardNotes', guardNotes.length);
  const actual = new Map(numbersIn({ ...report, timeline: [], cleanup: { ...report.cleanup, guard: [] } }, []));
  const paths = new Set([...expected.keys(), ...actual.keys()]);
  const differing = [...paths].filter((path) => expected.get(path) !== actual.get(path));
  return [
    ...(parsed.success ? [] : [parsed.error.message]),
    ...differing.map((path) => `${path} is ${actual.get(path)}, and the journal says ${expected.get(path)}`),
    ...wrongMoments(report, entries),
    ...wrongClocks(report),
    ...(isDeepStrictEqual(
      report.cleanup.guard.map(({ note }) => note),
      guardNotes.map(({ note }) => note),
    )
      ? []
      : ['the notes of the guard are others']),
  ];
}

function numbersIn(value: unknown, path: (string | number)[]): [string, number][] {
  if (typeof value === 'number') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => numbersIn(member, [...path, key]));
}

/** Each moment of the timeline is in the entry that it names: as its time, or as one that the entry tells of DRS. */
function wrongMoments({ timeline }: Report, entries: JournalEntry[]): string[] {
  return timeline.flatMap(({ at, seq, source, what }) => {
    const entry = entries[seq - 1];
    const ms = Date.parse(at);
    const isSaid = source === 'drs-drill' ? entry?.at === ms : JSON.stringify(entry?.facts).includes(String(ms));
    return entry?.seq === seq && isSaid ? [] : [`entry ${seq} does not say: ${at} ${what}`];
  });
}

/** Where a clock names both ends, its seconds lie between them. */
function wrongClocks({ servers, timeToChecked }: Report): string[] {
  const clocks = [
    ...servers.flatMap((server) => Object.values(server.clocks)),
    ...(timeToChecked ? [timeToChecked] : []),
  ];
  return clocks.flatMap(({ seconds, atLeastSeconds, from, to, notBefore }) => {
    if (seconds === null || from === null || to === null) return [];
    const between = (Date.parse(to.at) - Date.parse(from.at)) / 1000;
    const least = notBefore === null ? null : (Date.parse(notBefore.at) - Date.parse(from.at)) / 1000;
    const isRight = seconds === between && (notBefore === null || atLeastSeconds === least);
    return isRight ? [] : [`a clock of ${seconds} s runs from ${from.at} to ${to.at}`];
  });
}
