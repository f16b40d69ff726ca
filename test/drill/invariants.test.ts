import { describe, expect, test } from 'vitest';
import type { Drill, Server } from '../../src/drill/drill.ts';
import { violatedByStep, violatedInvariants } from '../../src/drill/invariants.ts';
import { someServers } from '../builders.ts';
import {
  ended,
  holding,
  inspected,
  jobCompleted,
  launching,
  starting,
  terminated,
  terminating,
  validating,
} from './chapters.ts';
import { deepFreeze, server, T } from './given.ts';

const A = server(1);
const B = server(2);

test('a drill that goes well violates nothing, from its first step to its last', () => {
  const chapters = [
    validating(),
    inspected(validating()),
    starting(),
    launching([[A], [B]]),
    jobCompleted(launching(), [A]),
    jobCompleted(launching([[A, B]]), [A, B], [A]),
    holding(),
    terminating(),
    terminated(terminating()),
    ended(),
  ];
  for (const { drill } of chapters) expect(violatedInvariants(deepFreeze(drill))).toEqual([]);
});

describe('a drill is quarantined when it', () => {
  test.each<[what: string, sentence: string, drill: Drill]>([
    ['has ended without an outcome', 'an ended drill has an outcome', without(ended().drill, 'outcome')],
    [
      'has ended although something may be left',
      'a drill ends only CLEAN, NOT_NEEDED, or with an acknowledged leak',
      { ...ended().drill, outcome: 'FAILED', cleanup: 'RUNNING' },
    ],
    [
      'has ended with a leak that was not acknowledged',
      'a drill ends only CLEAN, NOT_NEEDED, or with an acknowledged leak',
      { ...ended().drill, outcome: 'FAILED', cleanup: 'LEAKED' },
    ],
    [
      'has ended and still has an open effect',
      'an ended drill has no open effect',
      { ...ended().drill, open: terminating().drill.open },
    ],
    [
      'has PASSED although a required check did not',
      'every required check of a PASSED drill has passed',
      { ...ended().drill, checks: [{ name: 'approved', kind: 'VERDICT', required: true, state: 'NOT_RUN' }] },
    ],
    [
      'has ended with a check that still runs',
      'an ended drill has a result for every check',
      { ...ended().drill, checks: [{ name: 'seen', kind: 'VERDICT', required: false, state: 'RUNNING' }] },
    ],
    [
      'has ended and still holds a claim',
      'an ended drill holds no claim and no quota',
      { ...ended().drill, claimed: true },
    ],
    [
      'has ended and still holds quota',
      'an ended drill holds no claim and no quota',
      { ...ended().drill, reserved: true },
    ],
    [
      'is CLEAN without proof for one server',
      'a CLEAN drill has proof for every server whose launch was requested',
      changed(ended().drill, A, { gone: undefined }),
    ],
    [
      'has cleanup NOT_NEEDED although it launched',
      'a drill that launched something is not NOT_NEEDED',
      { ...launching().drill, cleanup: 'NOT_NEEDED' },
    ],
    ['has passed without being clean', 'a PASSED drill is CLEAN', { ...terminating().drill, outcome: 'PASSED' }],
    [
      'has passed although a server did not launch',
      'a PASSED drill has launched and verified every required server',
      changed(ended().drill, A, { result: 'FAILED' }),
    ],
    [
      'has passed although a server was not verified',
      'a PASSED drill has launched and verified every required server',
      changed(ended().drill, A, { verified: undefined }),
    ],
    [
      'has passed although a server failed verification',
      'a PASSED drill has launched and verified every required server',
      changed(ended().drill, A, { verificationFailed: true }),
    ],
    [
      'has passed although a server was lost in its hold',
      'a PASSED drill has launched and verified every required server',
      changed(ended().drill, A, { lost: { state: 'stopped', lostAt: null, reason: null } }),
    ],
    [
      'has passed although no look found a server up when its hold ended',
      'a PASSED drill has seen every required server up when its hold ended',
      changed(ended().drill, A, { held: undefined }),
    ],
    [
      'launches its second wave before its first has launched',
      'a wave launches only after the wave before it',
      { ...launching([[A], [B]]).drill, waves: [{ state: 'LAUNCHING' }, { state: 'LAUNCHING' }] },
    ],
    ['launches without a hard stop', 'nothing is launched without a hard stop', without(launching().drill, 'hardStop')],
    [
      'launches a server that was not inspected',
      'nothing is launched before it is validated',
      { ...launching().drill, uninspected: [A] },
    ],
    [
      'launches although a check has failed',
      'nothing is launched when a check has failed',
      { ...launching().drill, failedCheckCount: 1 },
    ],
    [
      'holds longer than its hard stop allows',
      'the hold ends before its hard stop',
      { ...holding().drill, hardStop: { n: 1, at: T } },
    ],
    ['holds without a hard stop', 'the hold ends before its hard stop', without(holding().drill, 'hardStop')],
    [
      'has started a launch without a job',
      'a started launch has a job',
      { ...launching().drill, launches: [{ wave: 0, state: 'STARTED', attempts: 1 }] },
    ],
    [
      'has one job for two launches',
      'no job belongs to two launches',
      { ...launching().drill, launches: [...launching().drill.launches, ...launching().drill.launches] },
    ],
    [
      'has two open effects under one key',
      'at most one effect is open per key',
      { ...validating().drill, open: { ...validating().drill.open, e77: { ...firstOpen(validating().drill) } } },
    ],
    [
      'still plans a launch while it cleans up',
      'no launch is requested once cleaning has begun',
      { ...terminating().drill, launches: [{ wave: 0, state: 'PLANNED', attempts: 0 }] },
    ],
    [
      'has more servers than a drill may have',
      'a drill is bounded',
      { ...validating().drill, servers: someServers(301) },
    ],
  ])('%s', (_what, sentence, drill) => {
    expect(violatedInvariants(deepFreeze(drill))).toContain(sentence);
  });
});

describe('a step is refused when', () => {
  test.each<[what: string, sentence: string, before: Drill, after: Drill]>([
    ['time runs backwards', 'time never runs backwards in a drill', holding().drill, { ...holding().drill, at: T }],
    ['a drill that has ended changes', 'a drill that has ended does not change', ended().drill, ended().drill],
    [
      'the outcome changes',
      'the first outcome is final',
      { ...terminating().drill, outcome: 'CANCELLED' },
      { ...terminating().drill, outcome: 'FAILED' },
    ],
    [
      'a server that was proved gone is back',
      `what is proved gone stays gone (${A})`,
      changed(terminating().drill, A, { gone: 'TERMINATED' }),
      terminating().drill,
    ],
  ])('%s', (_what, sentence, before, after) => {
    expect(violatedByStep(deepFreeze(before), deepFreeze(after))).toEqual([sentence]);
  });

  test('the very first step has no earlier drill to compare with', () => {
    expect(violatedByStep(undefined, validating().drill)).toEqual([]);
  });
});

function without(drill: Drill, member: 'outcome' | 'hardStop'): Drill {
  const { [member]: _, ...rest } = drill;
  return rest as Drill;
}

function changed(drill: Drill, id: string, change: { [Member in keyof Server]?: Server[Member] | undefined }): Drill {
  const merged = { ...drill.servers[id], ...change };
  const known = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return { ...drill, servers: { ...drill.servers, [id]: known as unknown as Server } };
}

function firstOpen(drill: Drill) {
  const [open] = Object.values(drill.open);
  if (open === undefined) throw new Error('nothing is open');
  return open;
}
