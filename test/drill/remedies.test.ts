import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { remedyOf } from '../../src/drill/remedies.ts';
import { inspected } from './chapters.ts';
import { begin, healthy, requested, server } from './given.ts';

const A = server(1);
const ERROR = { code: 'UNSTABLE_NETWORK', said: 'Connection reset' };

test('an error of a running replication is a failed check with a remedy, and can be waived', () => {
  // given
  const checked = (waivers: { check: string; reason: string }[]) =>
    inspected(begin(requested([[A]], { waivers })), (id) => healthy(id, { replicationError: ERROR })).drill;
  // when
  const [failed] = checked([]).failedChecks;
  // then
  expect(failed).toEqual({
    check: 'no-replication-error',
    sourceServerId: A,
    message: 'Its replication state is CONTINUOUS, but DRS reports the error UNSTABLE_NETWORK: Connection reset',
  });
  expect(failed && remedyOf(failed)).toContain('TCP port 1500');
  expect(checked([{ check: 'no-replication-error', reason: 'known' }]).phase).toBe('LAUNCHING');
});

test('the remedy for an unknown error is the user guide', () => {
  expect(remedyOf({ check: 'no-replication-error', message: 'the error NEW_ONE' })).toContain('user guide');
});

test('when replication has stopped, its error is reported with its state, and one waiver is enough', () => {
  const waivers = [{ check: 'replication-healthy', reason: 'known' }];
  const stalled = { replicationState: 'STALLED', replicationError: ERROR };
  const look = (id: string) => healthy(id, stalled);
  expect(inspected(begin(requested([[A]])), look).drill.failedChecks).toMatchObject([
    {
      check: 'replication-healthy',
      message: 'Its replication state is STALLED, with the error UNSTABLE_NETWORK: Connection reset',
    },
  ]);
  expect(inspected(begin(requested([[A]], { waivers })), look).drill.phase).toBe('LAUNCHING');
});

test('every check that can fail has a remedy', async () => {
  const files = [
    'preflight',
    'phases/validate',
    'phases/request',
    'cleaning/restored',
    'launching/launch',
    'neverLaunched',
  ];
  const sources = await Promise.all(files.map((file) => readFile(`src/drill/${file}.ts`, 'utf8')));
  const preflight = sources[0]?.match(/const CHECKS[\s\S]*?\n};/)?.[0] ?? '';
  const named = sources.flatMap((source) => [...source.matchAll(/check(?::| =) '([a-z-]+)'/g)].map(([, name]) => name));
  const keys = [...preflight.matchAll(/^ {2}'?([a-z-]+)'?: \(/gm)].map(([, name]) => name);
  const stops = [...(sources.at(-1) ?? '').matchAll(/(?:return|:) '([a-z-]+)'/g)].map(([, name]) => name);
  expect([keys.length > 10, stops]).toEqual([true, expect.arrayContaining(['permission', 'aws-answers'])]);
  for (const check of [...named, ...keys, ...stops])
    expect(remedyOf({ check: check ?? '', message: '' }), check).not.toBe('See the journal.');
});
