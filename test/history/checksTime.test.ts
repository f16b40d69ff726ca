import { describe, expect, test } from 'vitest';
import { trialView } from '../../src/api/views/serverView.ts';
import type { Check } from '../../src/drill/checks/check.ts';
import type { JournalEntry } from '../../src/drill/facts.ts';
import { checksTime, serverChecksTime } from '../../src/history/checksTime.ts';
import { endedDrill } from '../../src/history/endedDrill.ts';
import { serverReports } from '../../src/history/serverReports.ts';
import { aDrill, START, serverId } from '../builders.ts';

const [one, two] = [serverId(1), serverId(2)];
const HELD_AT = START + 900_000;
const passedAfter = (seconds: number) =>
  ({ required: true, state: 'PASSED', decidedAt: HELD_AT + seconds * 1000 }) as const;
const open: Check = { name: 'open', kind: 'TCP', port: 443, ...passedAfter(20) };
const script: Check = { name: 'script', kind: 'SSM', document: 'AWS-RunShellScript', ...passedAfter(75) };
const judge: Check = { name: 'judge', kind: 'LAMBDA', functionArn: 'arn:judge', ...passedAfter(90) };
const verdict: Check = { name: 'verdict', kind: 'VERDICT', ...passedAfter(7200) };

function held(...checks: Check[]) {
  return aDrill({ holdBeganAt: HELD_AT, servers: { [one]: { wave: 0 }, [two]: { wave: 1 } }, checks });
}

describe('the checks of a drill took', () => {
  test('from the beginning of the hold until the last required check of the application had passed', () => {
    expect(checksTime(held(open, script))).toBe(75);
    expect(checksTime(held(open, script, judge))).toBe(90);
  });

  test('without the time in which people think', () => {
    expect(checksTime(held(open, verdict))).toBe(20);
    expect(checksTime(held(open, { ...judge, awaitsVerdict: true, by: 'arn:alice' }))).toBe(20);
    expect(checksTime(held(verdict))).toBeNull();
  });

  test('without what the request lets begin later, what is not required, and what is not about the application', () => {
    const wall: Check = {
      name: 'wall',
      kind: 'UNREACHABLE',
      host: 'db',
      port: 1,
      control: { port: 2 },
      ...passedAfter(60),
    };
    const others: Check[] = [{ ...script, afterSeconds: 60 }, { ...judge, required: false }, wall];
    expect(checksTime(held(open, ...others))).toBe(20);
    expect(checksTime(held({ ...open, afterSeconds: 0 }))).toBe(20);
  });

  test('nobody knows how long when one has not passed, or there was no hold', () => {
    expect(checksTime(held(open, { ...script, state: 'FAILED' }))).toBeNull();
    expect(checksTime(aDrill({ checks: [open] }))).toBeNull();
    expect(checksTime(aDrill({ holdBeganAt: HELD_AT }))).toBeNull();
  });
});

describe('the checks of a server took', () => {
  const entry = (check: string, seconds: number, ...ids: string[]): JournalEntry => ({
    ...{ drillId: 'd-1', seq: 1, at: HELD_AT + seconds * 1000, cause: 'Answered' },
    facts: [
      {
        type: 'ServersChecked',
        check,
        servers: ids.map((sourceServerId) => ({ sourceServerId, state: 'PASSED', because: '' })),
      },
    ],
  });
  const timesOf = (drill: ReturnType<typeof held>, ...journal: JournalEntry[]) => {
    const reports = serverReports(journal);
    return [one, two].map((id) => serverChecksTime(drill, id, reports.get(id) ?? { steps: {} }));
  };

  test('until the last of them that is about it had passed on it', () => {
    const ofOne: Check = { ...script, of: { sourceServerIds: [one] } };
    const times = timesOf(
      held(open, ofOne, judge),
      entry('open', 5, two),
      entry('open', 20, one),
      entry('script', 75, one),
    );
    expect(times).toEqual([75, 5]);
  });

  test('as a stage of it, as the drill’s own time is a stage of the drill, which may be longer', () => {
    const drill = endedDrill(held(open, judge), [entry('open', 20, one)], 'REAL');
    expect(drill.stages.checks).toBe(90);
    expect(drill.trials.map((trial) => trialView(trial).stages.checksSeconds)).toEqual([20, null]);
  });

  test('nobody knows how long when it has not passed one of them, or none asks it', () => {
    expect(timesOf(held(open, script), entry('open', 5, one))).toEqual([null, null]);
    expect(timesOf(held(judge))).toEqual([null, null]);
  });
});
