import { describe, expect, test } from 'vitest';
import { launchTime, missedObjective, recoveryPoint, recoveryTime } from '../../src/drill/clocks.ts';
import type { Drill, Launch, Server, Terms } from '../../src/drill/drill.ts';
import { aDrill, START, serverId, someTerms } from '../builders.ts';
import { ended } from './chapters.ts';
import { deepFreeze, server } from './given.ts';

const A = serverId(1);

describe('the recovery time', () => {
  test('goes from the job’s creation by DRS’s clock to the look that saw the server work by ours', () => {
    expect(recoveryTime(drill({ verifiedAt: START + 612_500 }), A)).toEqual({
      seconds: 612.5,
      from: { at: START, source: 'DRS: creationDateTime of the job' },
      to: { at: START + 612_500, source: 'drs-drill: the look that saw it work' },
      reason: null,
    });
  });

  test('of a server that was never seen to work is null, and says so', () => {
    const measure = recoveryTime(drill({}), A);
    expect([measure.seconds, measure.to, measure.reason]).toEqual([null, null, 'It was not seen to work.']);
  });

  test('that comes out negative across the two clocks is null, and says so', () => {
    const measure = recoveryTime(drill({ verifiedAt: START - 1 }), A);
    expect([measure.seconds, measure.reason]).toEqual([
      null,
      'The end lies before the beginning: the two clocks differ.',
    ]);
    expect(measure.from?.at).toBe(START);
  });

  test('without the job’s creation is null', () => {
    expect(recoveryTime(drill({ verifiedAt: START }, { createdAt: undefined }), A).seconds).toBeNull();
  });

  test('of a server that was never asked to launch, or is not in the drill, is null', () => {
    expect(recoveryTime(aDrill(), A).seconds).toBeNull();
    expect(recoveryTime(aDrill(), serverId(99)).seconds).toBeNull();
  });
});

describe('the launch time', () => {
  test('has both its ends by DRS’s clock', () => {
    const { seconds, from, to } = launchTime(drill({ launchedAt: START + 540_000 }), A);
    expect([seconds, from?.source, to?.source]).toEqual([
      540,
      'DRS: creationDateTime of the job',
      'DRS: LAUNCH_END in the job log',
    ]);
  });

  test('of a server whose launch never ended is null, and says so', () => {
    const { seconds, reason } = launchTime(drill({}), A);
    expect([seconds, reason]).toEqual([null, 'DRS told no end of its launch.']);
  });
});

describe('the recovery point', () => {
  test('is how much older the recovered data is than the job', () => {
    const measure = recoveryPoint(drill({ point: { kind: 'PREVIOUS', at: START - 3_600_000 } }), A);
    expect(measure).toEqual({
      seconds: 3600,
      from: { at: START - 3_600_000, source: 'DRS: pointInTimeSnapshotDateTime of the recovery instance' },
      to: { at: START, source: 'DRS: creationDateTime of the job' },
      reason: null,
    });
  });

  test('that was taken on demand, after the job had begun, counts 0 s, and says why', () => {
    const { seconds, reason } = recoveryPoint(drill({ point: { kind: 'ON_DEMAND', at: START + 2000 } }), A);
    expect([seconds, reason]).toEqual([0, 'The point was taken after the job had begun.']);
  });

  test('that DRS did not tell is null, and says so', () => {
    const { seconds, reason } = recoveryPoint(drill({}), A);
    expect([seconds, reason]).toEqual([null, 'DRS told no point in time of it.']);
  });

  test('is never guessed when the job’s creation is not known', () => {
    const unknown = drill({ point: { kind: 'UNKNOWN', at: START } }, { createdAt: undefined });
    expect(recoveryPoint(unknown, A).seconds).toBeNull();
  });
});

describe('objectives', () => {
  const worked: Partial<Server> = { verifiedAt: START + 700_000, point: { kind: 'PREVIOUS', at: START - 60_000 } };

  test('that are met miss nothing', () => {
    expect(missed(worked, { recoveryTimeSeconds: 700, recoveryPointSeconds: 60 })).toBeNull();
  });

  test('of a recovery time that was too long are missed, in a sentence with both numbers', () => {
    expect(missed(worked, { recoveryTimeSeconds: 600 })).toBe(
      `The recovery time of ${A} was 700 s; the objective is 600 s.`,
    );
  });

  test('of a recovery point that was too old are missed', () => {
    expect(missed(worked, { recoveryPointSeconds: 59 })).toContain('recovery point');
  });

  test('that could not be measured are missed', () => {
    expect(missed({}, { recoveryTimeSeconds: 600 })).toBe(`The recovery time of ${A} could not be measured.`);
  });

  test('that nobody set are never missed', () => {
    expect(missed({}, {})).toBeNull();
  });
});

test('a drill that went well has every measure, of every server', () => {
  const story = ended();
  const id = server(1);
  const measures = [recoveryTime, launchTime, recoveryPoint].map((measure) => measure(story.drill, id).seconds);
  expect(measures.every((seconds) => seconds !== null && seconds >= 0)).toBe(true);
});

/** A drill whose only server was launched by a job that began at START. */
function drill(known: Partial<Server>, changes: { createdAt?: undefined } = {}, terms: Partial<Terms> = {}): Drill {
  const launch: Launch = { wave: 0, state: 'STARTED', attempts: 1, jobId: 'drsjob-00000000000000001' };
  const created = 'createdAt' in changes ? {} : { createdAt: START };
  return deepFreeze(
    aDrill({
      terms: someTerms(terms),
      launches: [{ ...launch, ...created }],
      servers: { [A]: { wave: 0, launch: 0, ...known } },
    }),
  );
}

function missed(known: Partial<Server>, objectives: Terms['objectives']): string | null {
  return missedObjective(drill(known, {}, { objectives }));
}
