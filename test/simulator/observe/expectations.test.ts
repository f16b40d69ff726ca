import { describe, expect, test } from 'vitest';
import { EXPECTATIONS, judge } from '../../../src/simulator/observe/expect/expectations.ts';
import { answers, OPEN_QUESTIONS } from '../../../src/simulator/observe/questions/openQuestions.ts';
import type { Recorder } from '../../../src/simulator/observe/recorder.ts';
import { emptyRecording } from '../../../src/simulator/observe/recorder.ts';
import { reportText } from '../../../src/simulator/observe/report.ts';
import {
  BEGAN,
  givenDrill,
  INSTANCE,
  instanceAttached,
  JOB,
  received,
  SERVER,
  second,
  TAGS,
  terminated,
  unreported,
} from './given.ts';

const nothing = () => emptyRecording({ productVersion: '1', region: 'eu-west-1', beganAt: BEGAN });

describe('expectations', () => {
  test('each has a unique name, a sentence and a source', () => {
    const names = EXPECTATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(EXPECTATIONS.filter(({ says, source }) => !/\.$/.test(says) || source.length < 10)).toEqual([]);
  });

  test('an empty recording shows nothing as simulated and nothing different', () => {
    expect(judge(nothing()).filter(({ verdict }) => verdict !== 'NOT_SEEN')).toEqual([]);
  });

  test('a drill in an account like the simulator shows no differences', () => {
    const recorder = givenDrill();
    terminated(recorder, 2000);
    expect(different(recorder)).toEqual([]);
    expect(verdictOf(recorder, 'primary-interface')).toBe('AS_SIMULATED');
  });

  test('reports an instance whose primary interface is older than its job: it may be a third party’s', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(-30));
    expect(different(recorder).join()).toMatch(/was attached at .*, before its job was created/);
  });

  test('reports a primary interface that was attached again', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(500));
    expect(different(recorder).join()).toMatch(/the primary interface of .* was attached at .*, /);
  });

  test('accepts a point of the policy that was taken later than expected, with another one in between', () => {
    const recorder = givenDrill();
    recorder.note('points', SERVER, second(600), [
      { expectedTimestamp: second(10), timestamp: second(10) },
      { expectedTimestamp: second(0), timestamp: second(15) },
    ]);
    expect(verdictOf(recorder, 'points-order')).toBe('AS_SIMULATED');
  });

  test.each([
    [300, []],
    [1500, ['terminated-stays-listed']],
  ])('checks an entry that is still listed %s s after its cleanup', (seconds, names) => {
    const recorder = givenDrill();
    terminated(recorder, 2000);
    const entry = {
      recoveryInstanceID: INSTANCE,
      ec2InstanceID: INSTANCE,
      sourceServerID: SERVER,
      jobID: JOB,
      isDrill: true,
    };
    for (const at of [2100, 2000 + seconds])
      recorder.note('entry', INSTANCE, second(at), { ...entry, ec2InstanceState: 'TERMINATED', tags: {} });
    recorder.gone('entry', INSTANCE, second(2010 + seconds));
    expect(different(recorder)).toEqual(names.map(() => expect.stringMatching(/still listed 1500 s after/)));
  });

  test.each([
    [100, undefined],
    [400, /came 400 s after LAUNCH_END/],
  ])('checks an event that arrives %s s after its LAUNCH_END', (seconds, said) => {
    const recorder = givenDrill();
    received(recorder, seconds);
    const reported = different(recorder).join();
    expect(reported).toMatch(said ?? /^$/);
  });

  test.each([
    [60, /^$/],
    [400, /no event for .* had arrived when the drill saw its launch, 400 s after LAUNCH_END/],
  ])('checks a launch without an event that the drill itself saw %s s after its end', (seconds, said) => {
    const recorder = givenDrill();
    unreported(recorder, seconds);
    expect(different(recorder).join()).toMatch(said);
  });

  test('counts a loose volume as left behind only after its job has ended', () => {
    const recorder = givenDrill();
    const Tags = [{ Key: 'drs.amazonaws.com-job', Value: JOB }];
    const volume = { VolumeId: 'vol-0123456789abcdef0', Size: 1, Tags };
    recorder.note('volume', 'vol-0123456789abcdef0', second(700), volume);
    expect(different(recorder)).toEqual([expect.stringMatching(/loose volume vol-.* was still there at the end/)]);
    recorder.note('job', JOB, second(700), {
      jobID: JOB,
      type: 'LAUNCH',
      initiatedBy: 'START_DRILL',
      status: 'STARTED',
      tags: TAGS,
    });
    expect(different(recorder)).toEqual([]);
  });

  test('reports a failure that the log does not mention', () => {
    const recorder = givenDrill();
    const failed = { sourceServerID: 's-0a1b2c3d4e5f60719', launchStatus: 'FAILED' };
    recorder.note('job', JOB, second(700), {
      jobID: JOB,
      type: 'LAUNCH',
      status: 'COMPLETED',
      participatingServers: [failed],
    });
    expect(different(recorder).join('\n')).toMatch(/failed in .*, and the log says nothing of it/);
  });
});

describe('open questions', () => {
  test('each has a unique name, a question and instructions', () => {
    const names = OPEN_QUESTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(OPEN_QUESTIONS.filter(({ asks, how }) => !/\?$/.test(asks) || how.length < 5)).toEqual([]);
  });

  test('an empty recording answers none of them', () => {
    expect(answers(nothing()).filter(({ answer }) => answer !== null)).toEqual([]);
  });

  test('a launch without a conversion answers what FAST logs', () => {
    const recorder = givenDrill();
    const lines = ['LAUNCH_START', 'LAUNCH_END'].map((event, place) => ({
      event,
      logDateTime: second(place * 100),
      eventData: { sourceServerID: SERVER, targetInstanceID: INSTANCE },
    }));
    recorder.note('log', JOB, second(700), lines);
    expect(answerTo(recorder, 'fast-mode')).toBe('a launch without conversion logged LAUNCH_START, LAUNCH_END');
  });

  test('a cleanup of a protected instance answers what DRS reports', () => {
    const recorder = givenDrill();
    terminated(recorder, 2000);
    recorder.note('attribute', INSTANCE, second(700), { DisableApiTermination: { Value: true } });
    expect(answerTo(recorder, 'terminate-protected')).toBe('an instance was protected and no cleanup failed');
  });
});

describe('the report', () => {
  test('says which AWS answered, then the differences with the simulator’s source, then the open questions', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(-30));
    recorder.unanswered('LookupEvents', 'DENIED');
    const recording = { ...recorder.recording, world: 'REAL' as const };
    const text = reportText({ recording, judged: judge(recording), answered: answers(recording) });
    expect(text).toMatch(
      /^REAL: AWS answered, in eu-west-1\.\n\nWhere this account and the simulator differ: 1\n {2}primary-interface: the simulator: The primary/,
    );
    const simulated = { ...recording, world: 'SIMULATED' as const };
    expect(reportText({ recording: simulated, judged: judge(simulated), answered: [] })).toMatch(
      /^SIMULATED: a simulated AWS answered\..*\n\nWhere this simulated AWS and the simulator differ: 1\n/,
    );
    expect(text).toMatch(/the simulator’s reason: EC2 API reference/);
    expect(text).toMatch(/not shown by this drill; to find out: set recoveryMode FAST/);
    expect(text).toMatch(/Not answered:\n {2}LookupEvents: DENIED 1 times\n$/);
  });
});

function different({ recording }: Recorder): string[] {
  return judge(recording).flatMap(({ differences }) => differences);
}

function verdictOf({ recording }: Recorder, wanted: string) {
  return judge(recording).find(({ name }) => name === wanted)?.verdict;
}

function answerTo({ recording }: Recorder, wanted: string) {
  return answers(recording).find(({ name }) => name === wanted)?.answer;
}
