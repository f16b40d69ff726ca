import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { drillView } from '../../src/api/views/drillView.ts';
import { createProgressView } from '../../src/cli/terminal/progressView.ts';
import { stageOf } from '../../src/cli/terminal/serverStage.ts';
import type { Drill, Server } from '../../src/drill/drill.ts';
import { aDrill, instanceId, START, serverId } from '../builders.ts';

const HOLD_MS = 1_800_000;

/** One server is up and one has failed; a quarter of the hold has passed. */
function held(changes: Partial<Drill> = {}) {
  const up = { wave: 0, result: 'LAUNCHED' as const, instanceId: instanceId(1), verified: 'STATUS_CHECKS' as const };
  const failed = { wave: 0, result: 'FAILED' as const, error: 'x' };
  const servers = { [serverId(1)]: up, [serverId(2)]: failed };
  const { terms } = aDrill();
  const lasting = { terms: { ...terms, holdSeconds: HOLD_MS / 1000 }, holdUntil: START + HOLD_MS, phaseAt: START };
  return drillView({ drill: aDrill({ phase: 'HOLDING', servers, ...lasting, ...changes }), quarantined: null });
}

const NOW = START + HOLD_MS / 4;

/** A screen that records the output without colours. */
function screen(size: { isTTY: boolean; rows: number; columns: number }) {
  const out = Object.assign(new PassThrough(), size) as unknown as NodeJS.WriteStream;
  const seen: string[] = [];
  out.on('data', (chunk) => seen.push(stripVTControlCharacters(String(chunk))));
  return { out, seen: () => seen.join('') };
}

test('a terminal shows the progress of the servers and of the hold', () => {
  const { out, seen } = screen({ isTTY: true, rows: 40, columns: 120 });
  createProgressView(out, { servers: true }).show(held(), NOW);
  expect(seen()).toContain(', in 22 min 30 s');
  expect(seen()).toMatch(/elapsed +7 min 30 s/);
  expect(seen()).toMatch(/launched +█{15}░{15} 1\/2/);
  expect(seen()).toMatch(/hold +█{8}░{22}\n/);
  expect(seen()).toMatch(/gone +░{30} 0\/0/);
  expect(seen()).toMatch(new RegExp(`${serverId(1)} +${instanceId(1)} +up`));
  expect(seen()).toMatch(new RegExp(`${serverId(2)} +- +failed`));
});

test('servers that do not fit are counted, or left out', () => {
  const small = screen({ isTTY: true, rows: 10, columns: 120 });
  createProgressView(small.out, { servers: true }).show(held(), NOW);
  expect(small.seen()).toMatch(/1 × up\n {2}1 × failed/);
  const without = screen({ isTTY: true, rows: 40, columns: 120 });
  createProgressView(without.out, { servers: false }).show(held(), NOW);
  expect(without.seen()).not.toContain(serverId(1));
});

test('a drill without a hold shows none, and a cleanup counts only launched servers', () => {
  const { out, seen } = screen({ isTTY: true, rows: 40, columns: 120 });
  const ended = held({ phase: 'ENDED' });
  createProgressView(out, { servers: false }).show({ ...ended, hold: { ...ended.hold, until: null } }, NOW);
  expect(seen()).toMatch(/hold +░{30}/);
  const cancelled = screen({ isTTY: true, rows: 40, columns: 120 });
  const cleaning = held({ phase: 'TERMINATING', phaseAt: START + HOLD_MS / 2 });
  createProgressView(cancelled.out, { servers: false }).show(cleaning, START + HOLD_MS);
  expect(cancelled.seen()).toMatch(/hold +█{15}░{15}/);
});

test.each([
  { isTTY: false, rows: 40, columns: 120 },
  { isTTY: true, rows: 0, columns: 0 },
])('without a terminal, each change writes one line: %j', (size) => {
  const { out, seen } = screen(size);
  const view = createProgressView(out, { servers: true });
  for (const nowMs of [NOW, NOW + 1000, NOW + 2000]) view.show(held(), nowMs);
  expect(seen().trim().split('\n')).toHaveLength(3);
  view.show(held({ phase: 'TERMINATING' }), NOW + 3000);
  expect(seen()).toMatch(/\d\d:\d\d:\d\d {2}drill-\w+ {2}TERMINATING, cleanup/);
});

test('without a terminal, a phase has one line: a future cleanup is not shown', () => {
  const { out, seen } = screen({ isTTY: false, rows: 40, columns: 120 });
  const view = createProgressView(out, { servers: false });
  for (const cleanup of ['NOT_NEEDED', 'PENDING'] as const) view.show(held({ phase: 'LAUNCHING', cleanup }), NOW);
  expect(seen().match(/LAUNCHING/g)).toHaveLength(1);
  view.show(held({ phase: 'TERMINATING', cleanup: 'LEAKED' }), NOW);
  expect(seen()).toContain('TERMINATING, cleanup LEAKED');
});

test('a server only moves forward from stage to stage', () => {
  const stage = (phase: Drill['phase'], server: Partial<Server>) => {
    const { drill, server: seen } = viewOf(phase, server);
    return stageOf(drill, seen);
  };
  const works = { launch: 0, result: 'LAUNCHED' as const, verified: 'STATUS_CHECKS' as const };
  const story = [
    stage('LAUNCHING', { launch: 0 }),
    stage('LAUNCHING', { launch: 0, result: 'LAUNCHED' }),
    stage('VERIFYING', works),
    stage('HOLDING', works),
    stage('TERMINATING', works),
    stage('TERMINATING', { ...works, terminationAt: START }),
    stage('ENDED', { ...works, terminationAt: START, gone: 'TERMINATED' }),
  ];
  expect(story).toEqual(['launching', 'launched', 'verified', 'up', 'to be terminated', 'terminating', 'gone']);
  expect(stage('REQUESTED', {})).toBe('waiting');
  expect(stage('ENDED', {})).toBe('not launched');
});

test('an instance that never existed is not counted as gone', () => {
  const { out, seen } = screen({ isTTY: true, rows: 40, columns: 120 });
  const { drill } = viewOf('ENDED', { launch: 0, result: 'FAILED', gone: 'NEVER_EXISTED' });
  createProgressView(out, { servers: true }).show(drill, NOW);
  expect(seen()).toMatch(/gone +░{30} 0\/0/);
  expect(seen()).toContain('failed, nothing left');
});

/** A drill of one server, with a job if it has a launch. */
function viewOf(phase: Drill['phase'], server: Partial<Server>) {
  const launches = [{ wave: 0, state: 'STARTED' as const, attempts: 1, jobId: 'drsjob-1' }];
  const drill = drillView({
    drill: aDrill({ phase, launches, servers: { [serverId(1)]: { wave: 0, ...server } } }),
    quarantined: null,
  });
  const [seen] = drill.servers;
  if (seen === undefined) throw new Error('the drill has no server');
  return { drill, server: seen };
}

test('checks are shown while they run, and one by one as they are decided', () => {
  const running = { name: 'orders-work', kind: 'VERDICT', required: true, state: 'RUNNING' } as const;
  const waiting = { ...running, name: 'reports-work', state: 'WAITING' } as const;
  const terminal = screen({ isTTY: true, rows: 40, columns: 120 });
  createProgressView(terminal.out, { servers: false }).show(held({ checks: [running, waiting] }), NOW);
  expect(terminal.seen()).toMatch(/checks +RUNNING: orders-work; WAITING: reports-work/);
  const log = screen({ isTTY: false, rows: 0, columns: 0 });
  const view = createProgressView(log.out, { servers: false });
  view.show(held({ checks: [running, waiting] }), NOW);
  const passed = { ...running, state: 'PASSED', by: 'Ada', because: 'placed an order' } as const;
  view.show(held({ checks: [passed, waiting] }), NOW);
  view.show(held({ checks: [passed, waiting] }), NOW);
  expect(log.seen().match(/check .*/g)).toEqual([
    'check orders-work  RUNNING',
    'check orders-work  PASSED, by Ada: placed an order',
  ]);
});
