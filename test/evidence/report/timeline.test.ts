import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/drill/facts.ts';
import { serverId, someServers, someTerms } from '../../builders.ts';
import {
  at,
  ending,
  inspecting,
  journalOf,
  launching,
  one,
  passing,
  type Recorded,
  reported,
  starting,
  timeAt,
  two,
} from './given.ts';

function sentences(...made: Parameters<typeof journalOf>): string[] {
  return reported(journalOf(...made)).timeline.map(({ at: when, source, what }) => {
    return `${when.slice(11, 16)} ${source}: ${what}`;
  });
}

describe('the timeline', () => {
  test('says what happened in a drill, each by its clock', () => {
    expect(sentences({}, ...passing())).toEqual([
      '10:00 drs-drill: ada requested the drill: Quarterly rehearsal',
      '10:00 drs-drill: AWS itself answers (REAL).',
      '10:01 drs-drill: The checks before the launch began.',
      `10:01 drs-drill: ${one}: inspected.`,
      '10:02 drs-drill: The checks before the launch were passed.',
      '10:02 drs-drill: A hard stop exists at 2026-03-01T13:20:00.000Z.',
      '10:02 drs-drill: The launch of wave 1 began.',
      `10:02 DRS: Job drsjob-1 began for ${one}.`,
      `10:11 DRS: ${one}: launched.`,
      '10:11 DRS: Job drsjob-1 ended.',
      '10:12 drs-drill: Wave 1: 1 server launched, 0 failed.',
      '10:12 drs-drill: Every launch had a result.',
      `10:15 drs-drill: ${one}: seen working, by both EC2 status checks.`,
      '10:15 drs-drill: The hold began, until 2026-03-01T10:45:00.000Z.',
      '10:45 drs-drill: The hold ended.',
      '10:45 drs-drill: The cleanup began.',
      `10:46 drs-drill: ${one}: still as verified at the end of the hold.`,
      `10:47 drs-drill: ${one}: DRS accepted the termination (job drsjob-2).`,
      `10:50 drs-drill: ${one}: proved gone (TERMINATED).`,
      '10:51 drs-drill: The outcome is PASSED: Every server was launched.',
      '10:51 drs-drill: The drill ended.',
    ]);
  });

  test('says by EC2’s clock when an instance was lost', () => {
    const lost: Fact = {
      type: 'ServersLost',
      servers: [{ sourceServerId: one, state: 'stopped', lostAt: at(19), reason: 'User initiated' }],
    };
    expect(sentences({}, ...launching(), [21, lost])).toContain(
      `10:19 EC2: ${one}: lost before the end of the hold (stopped, User initiated).`,
    );
  });

  test('names no hold where there was none', () => {
    const terms = someTerms({ holdSeconds: 0 });
    const held: Fact = { type: 'ServersHeld', sourceServerIds: [one] };
    expect(sentences({ terms }, ...starting(), [16, held])).toContain(
      `10:16 drs-drill: ${one}: still as verified at the last look before the termination.`,
    );
  });

  test('has no cleanup of a drill that launched nothing, and no turn that came at once', () => {
    const refused: Fact = { type: 'ChecksFailed', failures: [{ check: 'lag', message: 'Late.' }] };
    const turn: Fact = { type: 'TurnTaken', need: { jobs: 1, servers: 1 } };
    const clean: Fact = { type: 'PhaseBegan', phase: 'TERMINATING' };
    const all = sentences({}, [1, turn], inspecting(), [2, refused, clean], ending('REJECTED', 'Late.')).join();
    expect(all).not.toMatch(/cleanup|turn/);
    const until = at(9);
    const awaited: Fact = { type: 'TurnAwaited', need: { jobs: 1, servers: 1 }, until };
    const wait: Fact = {
      type: 'WaitBegan',
      wait: { for: 'TURN', drillIds: ['d-2'], until, since: at(1), instances: 0 },
    };
    expect(sentences({}, [1, awaited, wait], [2, turn]).slice(2)).toEqual([
      `10:01 drs-drill: It waits for its turn in the quotas of the site, until ${timeAt(9)} at the latest.`,
      '10:02 drs-drill: Its turn came.',
    ]);
  });

  test('says in words what the drill waited for', () => {
    const wait = { for: 'REAL_RECOVERY' as const, jobId: 'drsjob-9', endedAt: null, released: false };
    expect(sentences({}, [20, { type: 'WaitBegan', wait: { ...wait, since: at(20), instances: 1 } }])).toContain(
      '10:20 drs-drill: It began to wait for a real recovery.',
    );
  });

  test('says of several servers in one entry one sentence, as of the last of them', () => {
    const steps = passing([one, two]);
    expect(sentences({ waves: [[one, two]] }, ...steps)).toContain(`10:11 DRS: ${one}, ${two}: launched.`);
    const { timeline } = reported(journalOf({ waves: [[one, two]] }, ...steps));
    expect(timeline.find(({ what }) => what.endsWith(': launched.'))?.sourceServerId).toBeNull();
  });

  test('leaves out looks that found nothing new', () => {
    const look: Recorded = [16, { type: 'ServersSeenUp', sourceServerIds: [one] }, { type: 'WakeFired', n: 1 }];
    const again: Recorded = [3, ...(inspecting().slice(2) as Fact[])];
    expect(sentences({}, ...launching(), look, again)).toEqual(sentences({}, ...launching()));
  });

  test('names the entry of each sentence, and its only server', () => {
    const { timeline } = reported(journalOf({}, ...passing()));
    expect(timeline.find(({ what }) => what.includes('proved gone'))).toEqual({
      at: timeAt(50),
      what: `${one}: proved gone (TERMINATED).`,
      source: 'drs-drill',
      sourceServerId: one,
      seq: 11,
    });
  });

  test('stays short for 300 servers that came one by one, and says how many sentences it has folded', () => {
    const ids = Object.keys(someServers(300));
    const gone = ids.map((sourceServerId, index): Recorded => {
      return [50 + index, { type: 'ServerGone', sourceServerId, proof: 'TERMINATED' }];
    });
    const { timeline } = reported(journalOf({ waves: [ids] }, ...launching(ids), ...gone));
    expect(timeline.length).toBeLessThan(30);
    expect(timeline.at(-1)).toMatchObject({
      at: timeAt(349),
      what: `300 servers (${serverId(1)}, ${serverId(2)}, ${serverId(3)} and 297 more): proved gone (TERMINATED). This is said 300 times, first at ${timeAt(50)}.`,
      sourceServerId: null,
    });
  });

  test('shows what people wrote as they wrote it', () => {
    const cancelled: Fact = { type: 'CancelRequested', by: 'bob', reason: 'a $& in {servers}' };
    expect(sentences({}, ...launching(), [20, cancelled]).at(-1)).toBe(
      '10:20 drs-drill: bob cancelled the drill: a $& in {servers}',
    );
  });
});
