import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/drill/facts.ts';
import type { Machine } from '../../src/drill/forecast.ts';
import type { Trial } from '../../src/history/trials.ts';
import { usedBy } from '../../src/history/used.ts';
import { aTrial, NOTHING_USED, serverId } from '../builders.ts';
import { healthy } from '../drill/given.ts';

const [one, two] = [serverId(1), serverId(2)];
const MACHINE: Machine = { instanceType: 'm5.large', volumes: [{ volumeType: 'gp3', gigabytes: 50 }] };

/** A journal in which these servers were inspected, one after the other. */
function inspections(...found: [sourceServerId: string, machine: Machine | undefined][]): JournalEntry[] {
  return found.map(([id, machine], index) => ({
    drillId: 'd-1',
    seq: index + 1,
    at: index,
    cause: 'Inspected',
    facts: [
      {
        type: 'ServersInspected',
        servers: [{ sourceServerId: id, stopped: false, found: healthy(id, machine && { machine }) }],
      },
    ],
  }));
}

function trial(sourceServerId: string, more: Partial<Trial> = {}): Trial {
  const up = { instanceSeconds: 7200, instanceSecondsAtLeast: 3600 };
  return aTrial({ sourceServerId, result: 'LAUNCHED', instanceId: 'i-1', jobId: 'drsjob-1', ...up, ...more });
}

describe('what an ended drill has used', () => {
  test('is the least and the most time that its instances were up, by what they were launched as', () => {
    const journal = inspections([one, MACHINE], [two, { ...MACHINE, instanceType: 't3.micro' }]);
    expect(usedBy([trial(one), trial(two)], journal)).toEqual({
      instanceHours: [
        { instanceType: 'm5.large', hours: { atLeast: 1, atMost: 2 } },
        { instanceType: 't3.micro', hours: { atLeast: 1, atMost: 2 } },
      ],
      gigabyteHours: [{ volumeType: 'gp3', hours: { atLeast: 100, atMost: 200 } }],
      unknown: 0,
    });
  });

  test('goes by the newest inspection, which is that right before the launch', () => {
    const journal = inspections([one, { ...MACHINE, instanceType: 't3.micro' }], [one, MACHINE]);
    expect(usedBy([trial(one)], journal).instanceHours[0]?.instanceType).toBe('m5.large');
  });

  test('is nothing for servers that were never launched', () => {
    const never = { result: null, instanceId: null, jobId: null, instanceSeconds: null, instanceSecondsAtLeast: null };
    expect(usedBy([trial(one, never)], inspections([one, MACHINE]))).toEqual(NOTHING_USED);
  });

  test.each([
    ['its time was not measured', trial(one, { instanceSeconds: null, gone: 'ACKNOWLEDGED' }), MACHINE],
    ['its volumes were not reported', trial(one), { ...MACHINE, volumes: null }],
    ['an earlier version inspected it', trial(one), undefined],
  ])('counts a server as unknown when %s', (_, measured, machine) => {
    expect(usedBy([measured], inspections([one, machine])).unknown).toBe(1);
  });
});
