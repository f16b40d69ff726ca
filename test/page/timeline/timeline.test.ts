import { describe, expect, test } from 'vitest';
import { criticalPath, stepText } from '../../../src/page/timeline/criticalPath.ts';
import { journalTimesOf } from '../../../src/page/timeline/journalTimes.ts';
import { lanesOf } from '../../../src/page/timeline/serverSpans.ts';
import { waveSpans, waveText } from '../../../src/page/timeline/waveSpans.ts';
import { at, atMs, drill, entry, launchOf, ONE, PASSED, PASSED_JOURNAL, server, TWO } from '../drill/drills.ts';

const TIMES = journalTimesOf(PASSED_JOURNAL);

/** `WAITING 0–1`: stages with their minutes. */
function said(spans: { stage: string; fromMs: number; toMs: number | null }[]): string[] {
  return spans.map(({ stage, fromMs, toMs }) => `${stage} ${minutes(fromMs)}–${toMs === null ? '' : minutes(toMs)}`);
}

function minutes(ms: number): number {
  return (ms - atMs(0)) / 60_000;
}

describe('the stages of a server', () => {
  test('follow one another from the request until nothing of it is left', () => {
    const [one] = lanesOf(PASSED, TIMES);
    expect(said(one?.spans ?? [])).toEqual([
      'WAITING 0–1',
      'LAUNCHING 1–10',
      'BOOTING 10–12',
      'READY 12–22',
      'HOLDING 22–32',
      'LEAVING 32–33',
      'TERMINATING 33–36',
      'PROVING 36–37',
    ]);
  });

  test('go on while the drill runs: the last one has no end', () => {
    const running = drill({ phase: 'LAUNCHING', endedAt: null, launches: [launchOf(1, ONE, 1)] });
    const [one, two] = lanesOf(running, journalTimesOf(PASSED_JOURNAL.slice(0, 2)));
    expect(said(one?.spans ?? [])).toEqual(['WAITING 0–1', 'LAUNCHING 1–']);
    expect(said(two?.spans ?? [])).toEqual(['WAITING 0–']);
  });

  test('end in failure when it did not launch, even if no instance was ever made', () => {
    const failed = drill({
      endedAt: at(9),
      launches: [launchOf(1, ONE, 1)],
      servers: [server(ONE, 1, { jobId: 'j' })],
    });
    const journal = [
      entry(1, 5, { type: 'ServerFailed', sourceServerId: ONE }),
      entry(2, 6, { type: 'PhaseBegan', phase: 'TERMINATING' }),
      entry(3, 8, { type: 'ServerGone', sourceServerId: ONE }),
    ];
    const [one] = lanesOf(failed, journalTimesOf(journal));
    expect(said(one?.spans ?? [])).toEqual(['WAITING 0–1', 'LAUNCHING 1–5', 'DOWN 5–8']);
  });
});

test('a server that its drill passed over waited only until then, and its wave says so', () => {
  const journal = [
    entry(1, 1, { type: 'PhaseBegan', phase: 'LAUNCHING' }),
    entry(2, 9, { type: 'PhaseBegan', phase: 'HOLDING' }),
  ];
  const lanes = lanesOf(drill({ phase: 'HOLDING' }), journalTimesOf(journal)).filter(({ wave }) => wave === 2);
  expect(lanes.map(({ spans }) => said(spans))).toEqual([['WAITING 0–9']]);
  expect(waveText(2, lanes)).toBe('Wave 2, 1 server, not launched');
});

describe('the stages of a wave', () => {
  test('are those of its slowest server', () => {
    const lane = (...ends: number[]) => ({
      sourceServerId: ONE,
      wave: 1,
      spans: [
        { stage: 'LAUNCHING' as const, fromMs: atMs(0), toMs: atMs(ends[0] ?? 0) },
        { stage: 'HOLDING' as const, fromMs: atMs(ends[0] ?? 0), toMs: atMs(ends[1] ?? 0) },
      ],
    });
    expect(said(waveSpans([lane(5, 20), lane(8, 19)]))).toEqual(['LAUNCHING 0–8', 'HOLDING 8–20']);
  });

  test('do not wait for a server that failed', () => {
    const working = { sourceServerId: ONE, wave: 1, spans: [{ stage: 'LAUNCHING' as const, fromMs: 0, toMs: 5 }] };
    const failed = { sourceServerId: TWO, wave: 1, spans: [{ stage: 'DOWN' as const, fromMs: 0, toMs: 90 }] };
    expect(waveSpans([working, failed])).toEqual([{ stage: 'LAUNCHING', fromMs: 0, toMs: 5 }]);
  });
});

describe('the critical path', () => {
  const nameOf = (id: string) => (id === ONE ? 'one' : 'two');

  test('names what every step waited for last, without gaps', () => {
    const path = criticalPath(PASSED, TIMES);
    expect(path.map((step) => stepText(step, 0, nameOf))).toEqual([
      'Checks before the launch: 1 min, waited for the inspection of every server',
      'Launch of wave 1: 10 min, one came last',
      'Launch of wave 2: 10 min, two came last',
      'Verification: 1 min, two came last',
      'Hold: 10 min, waited for its planned end',
      'Cleanup: 5 min, one came last',
    ]);
    expect(path.slice(1).map(({ fromMs }) => fromMs)).toEqual(path.slice(0, -1).map(({ toMs }) => toMs));
  });

  test('says how many servers a step still waits for, instead of guessing the last one', () => {
    const running = drill({ phase: 'LAUNCHING' });
    const last = criticalPath(running, journalTimesOf(PASSED_JOURNAL.slice(0, 2))).at(-1);
    expect(last).toMatchObject({
      name: 'Launch of wave 1',
      toMs: null,
      sourceServerId: null,
      because: '1 of 1 servers',
    });
  });

  test('has the pause that a plan wants between two waves, after the boot of the wave before', () => {
    const journal = [
      entry(1, 0, { type: 'PhaseBegan', phase: 'LAUNCHING' }, { type: 'WaveBegan', wave: 0 }),
      entry(2, 10, { type: 'WaveLaunched', wave: 0 }),
      entry(3, 12, { type: 'ServerVerified', sourceServerId: ONE }, { type: 'WavePaused', wave: 1, until: at(17) }),
      entry(4, 17, { type: 'WaveBegan', wave: 1 }),
    ];
    const path = criticalPath(drill({ phase: 'LAUNCHING' }), journalTimesOf(journal));
    expect(path.map(({ name, sourceServerId }) => `${name} ${sourceServerId}`)).toEqual([
      `Launch of wave 1 null`,
      `Boot of wave 1 ${ONE}`,
      'Pause before wave 2 null',
      'Launch of wave 2 null',
    ]);
  });

  test('says who ended a hold, or that its checks did', () => {
    const because = (hold: Parameters<typeof drill>[0] extends infer Given ? NonNullable<Given> : never) =>
      criticalPath(drill({ ...PASSED, ...hold }), TIMES).find(({ name }) => name === 'Hold')?.because;
    expect(because({ hold: { endedAt: at(30), until: at(32), endedBy: 'ada' } })).toBe('ada, who ended it');
    expect(because({ hold: { endedAt: at(30), until: at(32) } })).toBe('the last result of a required check');
  });
});
