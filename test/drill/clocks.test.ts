import { describe, expect, test } from 'vitest';
import { launchTime, objectivesOf, recoveryPoint, recoveryTime } from '../../src/drill/clocks.ts';
import type { Drill, Launch, Server, Terms } from '../../src/drill/drill.ts';
import { aDrill, START, serverId, someTerms } from '../builders.ts';
import { ended } from './chapters.ts';
import { deepFreeze, server } from './given.ts';

const A = serverId(1);

describe('the recovery time', () => {
  test('runs from the job’s creation by DRS’s clock to the look that found the server working by ours', () => {
    expect(recoveryTime(drill({ verifiedAt: START + 612_500 }), A)).toEqual({
      seconds: 612.5,
      atLeastSeconds: null,
      from: { at: START, source: 'DRS: creationDateTime of the job' },
      to: { at: START + 612_500, source: 'drs-drill: the first look that found it working' },
      notBefore: null,
      reason: null,
    });
  });

  test('is at least until a minute before the newest look that found it not working, or until DRS had launched it', () => {
    const atLeast = (known: Partial<Server>) => {
      const { seconds, atLeastSeconds, notBefore } = recoveryTime(
        drill({ verifiedAt: START + 1_180_000, ...known }),
        A,
      );
      return [atLeastSeconds, seconds, notBefore?.source];
    };
    const [launchedAt, notReadyAt] = [START + 550_000, START + 1_150_000];
    expect(atLeast({ launchedAt })).toEqual([550, 1180, 'DRS: LAUNCH_END in the job log']);
    expect(atLeast({ launchedAt, notReadyAt })).toEqual([
      1090,
      1180,
      'drs-drill: a minute before the newest look that found it not working',
    ]);
  });

  test('ignores a lower bound outside the measure, which comes from a clock that differs', () => {
    const late = drill({ verifiedAt: START + 600_000, launchedAt: START + 601_000, notReadyAt: START + 570_000 });
    expect(recoveryTime(late, A)).toMatchObject({ seconds: 600, atLeastSeconds: 510 });
    const early = drill({ verifiedAt: START + 600_000, notReadyAt: START - 1 });
    expect(recoveryTime(early, A).atLeastSeconds).toBeNull();
  });

  test('of a server that was never seen working is null, and says so', () => {
    const measure = recoveryTime(drill({ notReadyAt: START + 1 }), A);
    expect([measure.seconds, measure.to, measure.reason]).toEqual([null, null, 'It was never seen working.']);
  });

  test('that comes out negative across the two clocks is null, and says so', () => {
    const measure = recoveryTime(drill({ verifiedAt: START - 1 }), A);
    expect([measure.seconds, measure.reason]).toEqual([
      null,
      'The end is earlier than the beginning, because the two clocks differ.',
    ]);
    expect(measure.from?.at).toBe(START);
  });

  test('without the job’s creation is null', () => {
    expect(recoveryTime(drill({ verifiedAt: START }, { createdAt: undefined }), A).seconds).toBeNull();
  });

  test('of a server that was never launched, or is not in the drill, is null', () => {
    expect(recoveryTime(aDrill(), A).seconds).toBeNull();
    expect(recoveryTime(aDrill(), serverId(99)).seconds).toBeNull();
  });
});

describe('the launch time', () => {
  test('has both ends by DRS’s clock', () => {
    const { seconds, from, to } = launchTime(drill({ launchedAt: START + 540_000 }), A);
    expect([seconds, from?.source, to?.source]).toEqual([
      540,
      'DRS: creationDateTime of the job',
      'DRS: LAUNCH_END in the job log',
    ]);
  });

  test('of a server whose launch never ended is null, and says so', () => {
    const { seconds, reason } = launchTime(drill({}), A);
    expect([seconds, reason]).toEqual([null, 'DRS did not report when its launch ended.']);
  });
});

describe('the recovery point', () => {
  const reported = { inspectedAt: START + 5000 };

  test('of an older point is the time since it: the data that a disaster at the request would have lost', () => {
    const old = drill({ point: { kind: 'PREVIOUS', at: START - 3_600_000 }, lagSeconds: 2 }, reported);
    expect(recoveryPoint(old, A)).toEqual({
      seconds: 3600,
      atLeastSeconds: 3600,
      from: { at: START - 3_600_000, source: 'DRS: pointInTimeSnapshotDateTime of the recovery instance' },
      to: { at: START, source: 'drs-drill: the request for the drill' },
      notBefore: null,
      reason: null,
    });
  });

  test('taken after the request is the lag that DRS reported then, with its time', () => {
    const onDemand = drill({ point: { kind: 'ON_DEMAND', at: START + 120_000 }, lagSeconds: 42.5 }, reported);
    expect(recoveryPoint(onDemand, A)).toMatchObject({
      seconds: 42.5,
      atLeastSeconds: 42.5,
      from: null,
      to: { at: START + 5000, source: 'DRS: lagDuration of the source server, at the first inspection' },
    });
  });

  test('taken after the request, without a lag from DRS, is null, and says so', () => {
    const { seconds, reason } = recoveryPoint(drill({ point: { kind: 'ON_DEMAND', at: START + 1 } }, reported), A);
    expect([seconds, reason]).toEqual([
      null,
      'Its recovery point was taken after the request, and DRS reported no replication lag at that time.',
    ]);
  });

  test('that DRS did not report is null, and says so', () => {
    const { seconds, reason } = recoveryPoint(drill({ lagSeconds: 2, listed: true }, reported), A);
    expect([seconds, reason]).toEqual([null, 'DRS did not report the time of its recovery point.']);
  });

  test('and recovery time of a server without a look at its instance say so, until no look will come', () => {
    const said = (phase: Drill['phase'], known: Partial<Server>) => {
      const seen = { ...drill(known, reported), phase };
      return [recoveryTime(seen, A).reason, recoveryPoint(seen, A).reason];
    };
    const unseen = 'Its instance has not been looked at yet.';
    expect(said('LAUNCHING', {})).toEqual([unseen, unseen]);
    expect(said('VERIFYING', { result: 'LAUNCHED' })).toEqual([unseen, unseen]);
    const never = [
      'It was never seen working.',
      'DRS has not listed its recovery instance, which names the time of its recovery point.',
    ];
    expect(said('VERIFYING', { result: 'FAILED' })).toEqual(never);
    expect(said('ENDED', {})).toEqual(never);
  });
});

describe('objectives', () => {
  const worked: Partial<Server> = {
    verifiedAt: START + 700_000,
    notReadyAt: START + 695_000,
    point: { kind: 'PREVIOUS', at: START - 60_000 },
  };

  test('that even the upper bound meets are met', () => {
    expect(judged(worked, { recoveryTimeSeconds: 700, recoveryPointSeconds: 60 })).toEqual({
      verdict: 'MET',
      why: null,
    });
  });

  test('that even the lower bound misses are missed, in a sentence with all numbers', () => {
    expect(judged(worked, { recoveryTimeSeconds: 634 })).toEqual({
      verdict: 'MISSED',
      why: `The recovery time of ${A} was 635 s to 700 s; the objective is 634 s.`,
    });
  });

  test('between the two bounds are undecided', () => {
    for (const recoveryTimeSeconds of [635, 699])
      expect(judged(worked, { recoveryTimeSeconds })?.verdict).toBe('UNDECIDED');
    const { notReadyAt: _, ...unbounded } = worked;
    expect(judged(unbounded, { recoveryTimeSeconds: 600 })).toEqual({
      verdict: 'UNDECIDED',
      why: `The recovery time of ${A} was at most 700 s; the objective is 600 s.`,
    });
  });

  test('of a recovery point that was too old are missed', () => {
    expect(judged(worked, { recoveryPointSeconds: 59 })).toMatchObject({
      verdict: 'MISSED',
      why: expect.stringContaining('recovery point'),
    });
  });

  test('that could not be measured are undecided', () => {
    expect(judged({}, { recoveryTimeSeconds: 600 })).toEqual({
      verdict: 'UNDECIDED',
      why: `The recovery time of ${A} could not be measured; the objective is 600 s.`,
    });
  });

  test('are missed when one of them is missed, whatever the others show', () => {
    expect(
      judged({ point: { kind: 'PREVIOUS', at: START - 60_000 } }, { recoveryTimeSeconds: 1, recoveryPointSeconds: 1 }),
    ).toMatchObject({ verdict: 'MISSED' });
  });

  test('that are not set have no verdict', () => {
    expect(judged(worked, {})).toBeNull();
  });
});

test('a drill that went well has every measure, of every server', () => {
  const story = ended();
  const id = server(1);
  const measures = [recoveryTime, launchTime, recoveryPoint].map((measure) => measure(story.drill, id).seconds);
  expect(measures.every((seconds) => seconds !== null && seconds >= 0)).toBe(true);
});

/** A drill whose only server was launched by a job that began at START. */
function drill(
  known: Partial<Server>,
  changes: { createdAt?: undefined; inspectedAt?: number } = {},
  terms: Partial<Terms> = {},
): Drill {
  const launch: Launch = { wave: 0, state: 'STARTED', attempts: 1, jobId: 'drsjob-00000000000000001' };
  const created = 'createdAt' in changes ? {} : { createdAt: START };
  const { inspectedAt } = changes;
  return deepFreeze(
    aDrill({
      terms: someTerms(terms),
      launches: [{ ...launch, ...created }],
      servers: { [A]: { wave: 0, launch: 0, ...known } },
      ...(inspectedAt === undefined ? {} : { inspectedAt }),
    }),
  );
}

function judged(known: Partial<Server>, objectives: Terms['objectives']) {
  return objectivesOf(drill(known, {}, { objectives }));
}
