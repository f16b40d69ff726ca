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
  test('each has a name of its own, a sentence and a source', () => {
    const names = EXPECTATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(EXPECTATIONS.filter(({ says, source }) => !/\.$/.test(says) || source.length < 10)).toEqual([]);
  });

  test('of a drill that has shown nothing, nothing is as simulated and nothing is different', () => {
    expect(judge(nothing()).filter(({ verdict }) => verdict !== 'NOT_SEEN')).toEqual([]);
  });

  test('a drill in an account like the simulator differs nowhere', () => {
    const recorder = givenDrill();
    terminated(recorder, 2000);
    expect(different(recorder)).toEqual([]);
    expect(verdictOf(recorder, 'primary-interface')).toBe('AS_SIMULATED');
  });

  test('an instance whose primary interface is older than its job is told of: it may be somebody’s own', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(-30));
    expect(different(recorder).join()).toMatch(/was attached at .*, before its job was created/);
  });

  test('a primary interface that is attached anew is told of', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(500));
    expect(different(recorder).join()).toMatch(/the primary interface of .* was attached at .*, /);
  });

  test.each([
    [300, []],
    [1500, ['terminated-stays-listed']],
  ])('an entry that is still listed %s s after its clean-up', (seconds, names) => {
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
  ])('an event that comes %s s after its LAUNCH_END', (seconds, said) => {
    const recorder = givenDrill();
    received(recorder, seconds);
    const reported = different(recorder).join();
    expect(reported).toMatch(said ?? /^$/);
  });

  test.each([
    [60, /^$/],
    [400, /no event had told of .* when the drill saw, 400 s after LAUNCH_END, that it was launched/],
  ])('without an event, a launch that the drill saw by itself %s s after its end', (seconds, said) => {
    const recorder = givenDrill();
    unreported(recorder, seconds);
    expect(different(recorder).join()).toMatch(said);
  });

  test('a loose volume is left behind only once its job is over', () => {
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

  test('a failure of which the log says nothing is told of', () => {
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
  test('each has a name of its own, a question and how to ask', () => {
    const names = OPEN_QUESTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(OPEN_QUESTIONS.filter(({ asks, how }) => !/\?$/.test(asks) || how.length < 5)).toEqual([]);
  });

  test('a drill that has shown nothing has asked none of them', () => {
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

  test('a clean-up that fails at a protected instance answers what DRS says of it', () => {
    const recorder = givenDrill();
    terminated(recorder, 2000);
    recorder.note('attribute', INSTANCE, second(700), { DisableApiTermination: { Value: true } });
    expect(answerTo(recorder, 'terminate-protected')).toBe(
      'an instance was protected when it was looked at, and no clean-up failed',
    );
  });
});

describe('the report', () => {
  test('says first who has answered, then what differs, with the simulator’s reason, and what is still to ask', () => {
    const recorder = givenDrill();
    recorder.note('instance', INSTANCE, second(700), instanceAttached(-30));
    recorder.unanswered('LookupEvents', 'DENIED');
    const recording = { ...recorder.recording, world: 'REAL' as const };
    const text = reportText({ recording, judged: judge(recording), answered: answers(recording) });
    expect(text).toMatch(
      /^REAL: AWS has answered, in eu-west-1\.\n\nWhere this account and the simulator differ: 1\n {2}primary-interface: the simulator: The primary/,
    );
    const simulated = { ...recording, world: 'SIMULATED' as const };
    expect(reportText({ recording: simulated, judged: judge(simulated), answered: [] })).toMatch(
      /^SIMULATED: a simulated AWS has answered\..*\n\nWhere this simulated AWS and the simulator differ: 1\n/,
    );
    expect(text).toMatch(/the simulator’s reason: EC2 API reference/);
    expect(text).toMatch(/not asked by this drill; to ask it: set recoveryMode FAST/);
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
