import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/drill/effects.ts';
import type { Answer } from '../../../src/drill/inputs.ts';
import { violatedInvariants } from '../../../src/drill/invariants.ts';
import {
  goneFound,
  holding,
  holdingWith,
  inspected,
  jobCompleted,
  launching,
  starting,
  terminated,
  validating,
} from '../chapters.ts';
import { answer, begin, MINUTE, publish, requested, requestedWaves, type Story, server, wake } from '../given.ts';

const A = server(1);
const B = server(2);
const JOB = 'drsjob-0000000000000lost';

describe('a drill in a restored table', () => {
  test.each([
    ['waits for its turn', waiting],
    ['is validated', () => validating()],
    ['waits for its first hard stop', () => inspected(validating())],
  ])('that %s is REJECTED when AWS has no job of it', (_when, moment) => {
    // when
    const sought = answer(restored(moment()), 'FindJobs', () => jobs());
    // then
    expect(sought.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' });
    expect(sought.drill.failedChecks).toMatchObject([{ check: 'restored' }]);
    expect(kindsOf(sought)).not.toContain('StartRecovery');
  });

  test('that launched after the restore point takes over its jobs, and is REJECTED only when all is gone', () => {
    // given
    const reported = restored(validating([[A], [B]]));
    expect(reported.drill.cleanup).toBe('RUNNING');
    const sought = answer(reported, 'FindJobs', () => jobs(A));
    expect(sought.drill).toMatchObject({ phase: 'TERMINATING', outcome: 'REJECTED', cleanup: 'RUNNING' });
    // when
    const completed = jobCompleted(sought, [A], [], JOB);
    const ended = goneFound(terminated(completed));
    // then
    expect(kindsOf(ended)).toContain('Terminate');
    expect(ended.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'CLEAN' });
    expect(violatedInvariants(ended.drill)).toEqual([]);
  });

  test('whose servers were chosen after the restore point learns them from its jobs, and cleans them up', () => {
    // given
    const chosen = { choice: { tags: { Tier: ['web'] } } };
    const story = restored(begin(requestedWaves([{ ids: [A] }, chosen])));
    const job = { jobId: JOB, tag: `${story.drill.drillId}/1/0`, createdAt: null, sourceServerIds: [B] };
    // when
    const sought = answer(story, 'FindJobs', () => ({ type: 'JobsFound', jobs: [job] }));
    // then
    expect(sought.drill.servers[B]).toMatchObject({ wave: 1, launch: 0 });
    expect(sought.drill.launches).toMatchObject([{ state: 'STARTED', jobId: JOB, wave: 1 }]);
    const ended = goneFound(terminated(jobCompleted(sought, [B], [], JOB)));
    expect(kindsOf(ended)).toContain('Terminate');
    expect(ended.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'CLEAN' });
  });

  test('whose launch was requested finds the job by its tag, and launches nothing again', () => {
    // given
    const story = restored(starting());
    const tag = `${story.drill.drillId}/0/0`;
    // when
    const sought = answer(story, 'FindJobs', () => ({
      type: 'JobsFound',
      jobs: [{ jobId: JOB, tag, createdAt: story.now, sourceServerIds: [A] }],
    }));
    // then
    expect(sought.drill.launches).toMatchObject([{ state: 'STARTED', jobId: JOB }]);
    expect(sought.drill.outcome).toBe('FAILED');
    expect(kindsOf(sought).filter((kind) => kind === 'StartRecovery')).toHaveLength(1);
  });

  test('whose launch was requested is REJECTED when neither the search nor the late look finds a job', () => {
    const sought = answer(restored(starting()), 'FindJobs', () => jobs());
    expect([sought.drill.phase, sought.drill.outcome]).toEqual(['TERMINATING', undefined]);
    const looked = answer(sought, 'FindLaunch', ({ launch }: { launch: number }) => ({
      type: 'LaunchNotFound',
      launch,
    }));
    expect(looked.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' });
    expect(looked.drill.failedChecks).toMatchObject([{ check: 'restored' }]);
  });

  test('that is HOLDING is terminated, and FAILED', () => {
    const story = answer(restored(holding()), 'FindJobs', () => jobs());
    const ended = goneFound(terminated(story));
    expect(ended.drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED', cleanup: 'CLEAN' });
  });

  test('calls no function that waits for the cleanup: it may have run already', () => {
    // given
    const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:judge';
    const after = { name: 'after', kind: 'LAMBDA', required: false, functionArn, when: 'AFTER_CLEANUP' } as const;
    const story = answer(restored(holdingWith([after])), 'FindJobs', () => jobs());
    // when
    const ended = goneFound(terminated(story));
    // then
    expect(kindsOf(ended)).not.toContain('CallFunction');
    expect(ended.drill).toMatchObject({ phase: 'ENDED', cleanup: 'CLEAN' });
    expect(ended.drill.checks).toMatchObject([
      { state: 'NOT_RUN', because: 'the table was restored, so it may have run already' },
    ]);
  });

  test('does not end before AWS was searched for its jobs, however often that fails', () => {
    // given
    const story = restored(validating());
    // when
    const failed = answer(story, 'FindJobs', () => ({ type: 'EffectFailed', kind: 'UNAVAILABLE', message: 'no' }));
    const again = wake(failed, 10 * MINUTE);
    // then
    expect(again.drill.phase).toBe('TERMINATING');
    expect(answer(again, 'FindJobs', () => jobs()).drill.phase).toBe('ENDED');
  });

  test('reuses no number from the lost time', () => {
    const { drill } = restored(launching());
    const seconds = Math.floor(drill.at / 1000);
    expect(drill).toMatchObject({ hardStopCount: seconds });
    expect(Object.keys(drill.open).every((id) => Number(id.slice(1)) > seconds)).toBe(true);
  });

  test('handles a restore once', () => {
    const story = restored(launching());
    expect(restored(story).drill).toEqual(story.drill);
  });
});

function waiting(): Story {
  const story = validating();
  return begin(requested([[A]]), { ...story.site, reserved: { other: { jobs: 10, servers: 10 } } });
}

function restored(story: Story): Story {
  return publish(story, { type: 'Restored', at: story.now, restored: 'today' });
}

/** The drill's own jobs in AWS: one with these servers, or none. */
function jobs(...sourceServerIds: string[]): Answer {
  const one = { jobId: JOB, tag: 'of the lost time', createdAt: null, sourceServerIds };
  return { type: 'JobsFound', jobs: sourceServerIds.length === 0 ? [] : [one] };
}

function kindsOf(story: Story): Effect['kind'][] {
  return story.effects.map(({ effect }) => effect.kind);
}
