import { describe, expect, test } from 'vitest';
import type { Drill, WaveTerms } from '../../../src/drill/drill.ts';
import type { Range } from '../../../src/drill/forecast.ts';
import { recordHistory } from '../../../src/flow/recordHistory.ts';
import { endedDrill } from '../../../src/history/endedDrill.ts';
import { timingOf } from '../../../src/history/timings.ts';
import { type FlowWorld, factsOf, openWorld, passTime, record, request } from '../given.ts';

const SITES = 20;
const DRILLS_BEFORE = 4;
const DRILLS = 10;
const HOLD_SECONDS = 600;

/** Measured times, and what was forecast of each. */
type Times = Record<'launch' | 'boot' | 'termination' | 'total', { seconds: number; range: Range }[]>;

describe('over 200 drills of servers with a history', () => {
  test('about half of the times are shorter than the forecast’s p50, and about 95 % than its p95', async () => {
    const times: Times = { launch: [], boot: [], termination: [], total: [] };
    for (let site = 1; site <= SITES; site++) await drillAgainAndAgain(site, times);
    expect(times.total).toHaveLength(SITES * DRILLS);
    for (const [what, all] of Object.entries(times)) {
      const below = (level: 'p50' | 'p95') =>
        (100 * all.filter(({ seconds, range }) => seconds <= (range[level] ?? 0)).length) / all.length;
      expect(below('p50'), `${what}, p50`).toBeGreaterThan(35);
      expect(below('p50'), `${what}, p50`).toBeLessThan(65);
      expect(below('p95'), `${what}, p95`).toBeGreaterThan(90);
      expect(below('p95'), `${what}, p95`).toBeLessThan(99);
    }
  }, 180_000);
});

/** The same servers, two Linux servers for each Windows server, which is slower. The way of launching differs by site. */
async function drillAgainAndAgain(site: number, times: Times): Promise<void> {
  const world = openWorld(
    [false, false, true, false, false, true].map((windows) => ({ windows })),
    {},
    site,
  );
  const [first, second] = [world.servers.slice(0, 3), world.servers.slice(3)];
  const waves = site % 3 === 0 ? [world.servers] : [first, second];
  const waveTerms: WaveTerms[] =
    site % 3 === 1 ? [{}, { startWhen: 'VERIFIED', waitSeconds: 300 }] : waves.map(() => ({}));
  for (let n = 0; n < DRILLS_BEFORE + DRILLS; n++) {
    await passTime(world, 900);
    const dry = `d-${'forecast'.padEnd(20, '0')}${String(n).padStart(4, '0')}`;
    await request(world, { drillId: dry, waves, waveTerms, terms: { dryRun: true, holdSeconds: HOLD_SECONDS } });
    await passTime(world, 10);
    const drillId = `d-${String(n).padStart(24, '0')}`;
    await request(world, { drillId, waves, waveTerms, terms: { holdSeconds: HOLD_SECONDS } });
    const drill = await untilEnded(world, drillId);
    for (const entry of world.table.entriesOf(drillId)) await recordHistory(world.ports, entry);
    if (n >= DRILLS_BEFORE) compare(world, drill, dry, times);
  }
}

/** To the very second, although the record is read rarely. */
async function untilEnded(world: FlowWorld, drillId: string): Promise<Drill> {
  let drill = record(world, drillId);
  for (let n = 0; n < 60 && drill.phase !== 'ENDED'; n++) {
    await passTime(world, 300);
    drill = record(world, drillId);
  }
  return drill;
}

function compare(world: FlowWorld, drill: Drill, dry: string, times: Times): void {
  const forecasted = factsOf(world, dry).find((fact) => fact.type === 'Forecasted');
  if (forecasted === undefined) throw new Error(`${dry} has made no forecast`);
  const { trials } = endedDrill(drill, world.table.entriesOf(drill.drillId), 'SIMULATED');
  for (const trial of trials) {
    const range = forecasted.servers.find(({ sourceServerId }) => sourceServerId === trial.sourceServerId);
    const timing = timingOf(drill, { ...trial, endedAt: drill.phaseAt, outcome: 'PASSED', passed: true });
    for (const part of ['launch', 'boot', 'termination'] as const)
      times[part].push({ seconds: timing?.[part] ?? Number.NaN, range: range?.[part] ?? { p50: null, p95: null } });
  }
  const firstAt = Math.min(...drill.launches.map(({ createdAt }) => createdAt ?? Number.NaN));
  times.total.push({ seconds: (drill.phaseAt - firstAt) / 1000, range: forecasted.forecast.total });
}
