import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drillView } from '../../src/api/views/drillView.ts';
import { aDrill, instanceId, START, serverId } from '../builders.ts';
import { buildCli, cliRun, terminalStarted } from './builtCli.ts';
import { type StubApi, startStubApi } from './stubApi.ts';

/** A hostile reason: a window title, a bell, C1 colours, and direction marks. */
const HOSTILE = '\u001b]0;owned\u0007\u009b31m\u202egood\u2066\r\nforged';

let stub: StubApi;
beforeAll(async () => {
  [stub] = await Promise.all([startStubApi(), buildCli()]);
  stub.answer(({ path }) => ({
    status: path.startsWith('/v1/servers') ? 403 : 200,
    headers: { etag: '"1"' },
    body: answers(path),
  }));
});
afterAll(() => stub.close());

describe('no text of a caller controls the terminal of a reader', () => {
  test.each([
    ['a list', ['list']],
    ['a list as CSV', ['list', '--output', 'csv']],
    ['one column of it', ['list', '--query', 'drills[].reason', '--output', 'csv']],
    ['a list as lines of JSON', ['list', '--output', 'jsonl']],
    ['a drill', ['get', 'd-1']],
    ['a drill as JSON', ['get', 'd-1', '--output', 'json']],
    ['a drill as YAML', ['get', 'd-1', '--output', 'yaml']],
    ['part of a drill', ['get', 'd-1', '--query', '[terms.reason,requestedBy]']],
    ['a journal', ['journal', 'd-1']],
    ['the lever', ['lever']],
    ['leaks', ['leaks']],
    ['a watch', ['watch', 'd-1', '--timeout', '1s', '--interval', '0']],
    ['a refusal', ['servers', 's-1']],
  ])('%s', async (_what, args) => {
    const { stdout } = await terminalStarted([...args, '--api', stub.api]).ended;
    expect(stdout).toContain('good');
    expect(steering(stdout)).toEqual([]);
  });

  test.each([
    ['cancel', ['cancel', 'd-1', '--reason', 'x']],
    ['lever', ['lever', 'OPEN', '--reason', 'x']],
  ])('the confirmation of %s', async (_what, args) => {
    const asking = terminalStarted([...args, '--api', stub.api]);
    while (!asking.stdout().includes('Continue?')) await new Promise((resolve) => setTimeout(resolve, 20));
    asking.child.stdin.write('n\r');
    expect(steering((await asking.ended).stdout)).toEqual([]);
  });

  test('the lines of a watch in a log', async () => {
    const args = ['watch', 'd-1', '--timeout', '1s', '--interval', '0', '--api', stub.api];
    const { stderr } = await cliRun(args, {});
    expect(stderr).toContain('good');
    expect(steering(stderr)).toEqual([]);
  });

  test('a program gets the exact text', async () => {
    const { stdout } = await cliRun(['get', 'd-1', '--output', 'json', '--api', stub.api]);
    expect(JSON.parse(stdout).terms.reason).toBe(`a reason${HOSTILE}`);
  });
});

/** The control characters in a text. */
function steering(seen: string): string[] {
  return ['\u001b]0', '\u0007', '\u009b', '\u202e', '\u2066', '\nforged', '\rforged'].filter((one) =>
    seen.includes(one),
  );
}

function answers(path: string): unknown {
  const page = { cursor: null, nextSeq: null };
  if (path.startsWith('/v1/servers')) return { message: `no${HOSTILE}` };
  if (path.startsWith('/v1/lever')) return hostile({ levers: [LEVER], etag: '1' });
  if (path.includes('/journal')) {
    return hostile({
      drillId: 'd-1',
      entries: [{ seq: 1, at: NOW, cause: 'Woken', facts: [{ type: 'Fact' }] }],
      ...page,
    });
  }
  return path.startsWith('/v1/drills/d-1') ? hostile(DRILL) : hostile({ drills: [SUMMARY], ...page });
}

const NOW = '2026-11-22T12:00:00.000Z';

const LEVER = {
  ...{
    region: 'eu-west-1',
    state: 'FROZEN',
    inForce: true,
    by: 'ann',
    movedAt: NOW,
    expiresAt: null,
    reason: 'a reason',
  },
  released: [
    { region: 'eu-west-1', jobId: 'drsjob-1', by: 'ann', releasedAt: NOW, reason: 'a reason', effect: 'none' },
  ],
};

const SUMMARY = {
  ...{ drillId: 'd-1', requestedAt: NOW, phase: 'TERMINATING', outcome: 'FAILED', cleanup: 'LEAKED', why: 'why' },
  ...{
    site: { accountId: '111122223333', region: 'eu-west-1' },
    requestedBy: 'ann',
    endedAt: null,
    reason: 'a reason',
  },
  ...{ recoveryPlan: 'a plan', waves: 1, holdUntil: null, quarantined: null, objectives: null },
  servers: { total: 1, launched: 1, failed: 0, verified: 0, gone: 0 },
};

const DRILL = drillView({
  drill: aDrill({
    phase: 'HOLDING',
    cleanup: 'LEAKED',
    holdUntil: START + 1,
    terms: {
      ...aDrill().terms,
      reason: 'a reason',
      changeReference: 'change',
      recoveryPlan: 'plan',
      tags: { team: 'a' },
    },
    servers: { [serverId(1)]: { wave: 0, result: 'FAILED', error: 'an error', instanceId: instanceId(1) } },
  }),
  quarantined: null,
});

/** Appends the hostile text to every string that is no time. */
function hostile(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? value : `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map(hostile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, inner === 'LEAKED' ? inner : hostile(inner)]),
  );
}
