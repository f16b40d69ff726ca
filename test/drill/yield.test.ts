import { describe, expect, test } from 'vitest';
import { emptySite, leverInForce } from '../../src/drill/site.ts';
import { holding, jobOver, launching, starting, terminated, validating } from './chapters.ts';
import {
  answer,
  begin,
  isOpen,
  lastAsked,
  MINUTE,
  requested,
  SECOND,
  SITE,
  type Story,
  server,
  T,
  tell,
  wake,
} from './given.ts';

const A = server(1);
const B = server(2);
const REAL = 'drsjob-0000000000000real';

function reported(story: Story): Story {
  return tell(story, { type: 'RecoveryReported', at: story.now + SECOND, jobId: REAL });
}

function seen(story: Story, told: { isReal?: boolean; over?: boolean; sourceServerIds?: string[] } = {}): Story {
  const job = { jobId: REAL, isReal: true, over: false, sourceServerIds: ['s-0000000000000other'], ...told };
  return answer(story, 'LookAtRecovery', () => ({ type: 'RecoveriesSeen', jobs: [job] }));
}

describe('a real recovery comes first', () => {
  test('an event about it only makes the drill look', () => {
    const story = reported(launching());
    expect([story.drill.phase, lastAsked(story, 'LookAtRecovery').jobIds]).toEqual(['LAUNCHING', [REAL]]);
  });

  test('a drill that is confirmed one launches nothing more and cleans up', () => {
    const story = seen(reported(launching([[A], [B]])));
    expect([story.drill.phase, story.drill.outcome]).toEqual(['TERMINATING', 'YIELDED']);
    expect(story.drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHING', 'WAITING']);
  });

  test('it closes the lever of its site until a person opens it', () => {
    const { site } = seen(reported(launching()));
    expect(leverInForce([site.lever], T + 1e12)).toMatchObject({
      state: 'NO_LAUNCHES',
      by: 'drs-drill',
      expiresAt: null,
    });
  });

  test('a launch that nobody has taken is withdrawn', () => {
    const before = starting();
    const story = seen(reported(before));
    expect(story.drill.outcome).toBe('YIELDED');
    expect(story.withdrawn).toContain(before.asked.find((one) => one.effect.kind === 'StartRecovery')?.effectId);
  });

  test('a server that it names is not touched until its job is over', () => {
    const during = seen(reported(holding()), { sourceServerIds: [A] });
    expect([during.drill.phase, isOpen(during, 'Terminate')]).toEqual(['TERMINATING', false]);
    const later = wake(during, 5 * MINUTE);
    expect(isOpen(later, 'Terminate')).toBe(false);
    const over = answer(later, 'LookAtRecovery', () => ({
      type: 'RecoveriesSeen',
      jobs: [{ jobId: REAL, isReal: true, over: true, sourceServerIds: [A] }],
    }));
    expect(isOpen(over, 'Terminate')).toBe(true);
  });

  test('servers that it does not name are cleaned at once', () => {
    expect(isOpen(seen(reported(holding())), 'Terminate')).toBe(true);
  });

  test('a job that proves to be a drill changes nothing', () => {
    const story = seen(reported(holding()), { isReal: false });
    expect([story.drill.phase, story.drill.outcome]).toEqual(['HOLDING', undefined]);
  });

  test('our own job is not taken for one', () => {
    const story = launching();
    expect(tell(story, { type: 'RecoveryReported', at: story.now, jobId: 'drsjob-00000000000000001' }).facts).toEqual(
      [],
    );
  });

  test('one that is found while validating stops the drill before anything is launched', () => {
    const story = answer(validating(), 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [REAL] }));
    const yielded = seen(story);
    expect([yielded.drill.phase, yielded.drill.outcome, yielded.drill.cleanup]).toEqual([
      'ENDED',
      'YIELDED',
      'NOT_NEEDED',
    ]);
  });

  test('it does not change how a drill that cleans up already has ended', () => {
    const cleaning = terminated(wake(holding(), 30 * MINUTE));
    expect(seen(reported(cleaning)).drill.outcome).toBeUndefined();
  });
});

describe('the safety lever', () => {
  const lever = { state: 'NO_LAUNCHES', reason: 'change freeze', by: 'operator', at: T, expiresAt: null } as const;

  test('rejects a drill that is requested while it is closed', () => {
    const { drill } = begin(requested([[A]]), { ...emptySite(SITE.accountId, SITE.region), lever });
    expect([drill.outcome, drill.failedChecks.map((one) => one.check)]).toEqual(['REJECTED', ['lever-open']]);
  });

  test('counts as open once it has expired', () => {
    const expired = { ...lever, expiresAt: T };
    expect(begin(requested([[A]]), { ...emptySite(SITE.accountId, SITE.region), lever: expired }).drill.phase).toBe(
      'VALIDATING',
    );
  });

  test('of all sites and of one: the stricter is in force', () => {
    expect(leverInForce([lever, { ...lever, state: 'FROZEN' }], T)?.state).toBe('FROZEN');
    expect(leverInForce([undefined, lever], T)?.state).toBe('NO_LAUNCHES');
    expect(leverInForce([{ ...lever, state: 'OPEN' }, undefined], T)).toBeUndefined();
  });

  test('closed before StartRecovery fails the launch and ends the drill with nothing launched', () => {
    const story = answer(starting(), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'LEVER',
      message: 'The lever is NO_LAUNCHES',
    }));
    expect([story.drill.phase, story.drill.outcome, story.drill.cleanup]).toEqual(['ENDED', 'FAILED', 'NOT_NEEDED']);
  });

  test('frozen before a termination makes it wait, and ask again', () => {
    const story = answer(wake(holding(), 30 * MINUTE), 'Terminate', () => ({
      type: 'EffectFailed',
      kind: 'LEVER',
      message: 'The lever is FROZEN',
    }));
    expect([story.drill.phase, isOpen(story, 'Terminate')]).toEqual(['TERMINATING', false]);
    expect(isOpen(wake(story, MINUTE), 'Terminate')).toBe(true);
  });

  test('a wave that failed is not launched again when the lever opens', () => {
    const story = jobOver(launching([[A], [B]]), [A], [A]);
    expect(story.drill.waves[1]?.state).toBe('WAITING');
  });
});
