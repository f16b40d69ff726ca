import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/drill/facts.ts';
import { someTerms } from '../../builders.ts';
import { healthy } from '../../drill/given.ts';
import {
  at,
  ending,
  failed,
  followed,
  holding,
  inspecting,
  instanceOf,
  journalOf,
  launching,
  one,
  passing,
  reported,
  starting,
  timeAt,
  two,
} from './given.ts';

describe('a server in a report', () => {
  test('has what it was, what became of it, and how long that took', () => {
    const terms = someTerms({ objectives: { recoveryTimeSeconds: 3600 } });
    expect(reported(journalOf({ terms }, ...passing())).servers).toEqual([
      {
        sourceServerId: one,
        hostname: 'db-1',
        wave: 1,
        required: true,
        replicationState: 'CONTINUOUS',
        replicationLagSeconds: 12,
        jobId: 'drsjob-1',
        instanceId: instanceOf(one),
        volumeIds: ['vol-1'],
        result: 'LAUNCHED',
        error: null,
        launchedAt: timeAt(11),
        verified: 'STATUS_CHECKS',
        verifiedAt: timeAt(15),
        lost: null,
        recoveryPoint: { kind: 'ON_DEMAND', at: timeAt(2), snapshotId: 'pit-1' },
        launchSettings: {
          instanceType: 'm5.large',
          volumes: [{ volumeType: 'gp3', gigabytes: 50 }],
          network: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
          disposition: 'STARTED',
        },
        clocks: {
          recoveryTime: {
            seconds: 780,
            atLeastSeconds: 540,
            from: { at: timeAt(2), source: 'DRS: creationDateTime of the job' },
            to: { at: timeAt(15), source: 'drs-drill: the first look that found it working' },
            notBefore: { at: timeAt(11), source: 'DRS: LAUNCH_END in the job log' },
            reason: null,
          },
          recoveryPoint: expect.objectContaining({ seconds: 12, from: null }),
          launch: expect.objectContaining({ seconds: 540 }),
        },
        stages: { snapshotSeconds: null, conversionSeconds: null, launchSeconds: 180, bootSeconds: 240 },
        objectives: 'MET',
        evidenceLevel: 'BOOTED',
        passed: true,
        terminationAcceptedAt: timeAt(47),
        gone: {
          proof: 'TERMINATED',
          at: timeAt(50),
          volumes: 'A look found none of its recorded volumes (1) any more.',
        },
      },
    ]);
  });

  test('has no verdict of its own while its drill runs', () => {
    const [server] = reported(journalOf({}, ...launching())).servers;
    expect([server?.passed, server?.objectives, server?.gone]).toEqual([null, null, null]);
    expect(server?.evidenceLevel).toBe('BOOTED');
  });

  test('has the whole reason why it failed, of which the record keeps less', () => {
    const error = `Launch failed: ${'x'.repeat(500)}`;
    const made = journalOf({}, inspecting(), ...starting(), [12, failed(one, error), ...followed([])]);
    expect(reported(made).servers[0]).toMatchObject({ result: 'FAILED', error, launchedAt: null });
    expect(made.drill.servers[one]?.error).not.toBe(error);
  });

  test('of an optional wave is not required', () => {
    const made = journalOf({ waves: [[one], [two]], waveTerms: [{}, { optional: true }] }, ...launching());
    expect(reported(made).servers.map(({ wave, required }) => [wave, required])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test('has the volumes of its own instance, also those that someone has attached', () => {
    const attached = (instanceId: string, ...volumeIds: string[]): Fact => ({
      type: 'VolumesSeen',
      sourceServerId: one,
      instanceId,
      volumeIds,
    });
    const more: Fact[] = [attached(instanceOf(one), 'vol-1', 'vol-7'), attached('i-other', 'vol-9')];
    expect(reported(journalOf({}, ...launching(), [46, ...more])).servers[0]?.volumeIds).toEqual(['vol-1', 'vol-7']);
  });

  test.each<[string, Fact, object]>([
    [
      'was never made',
      { type: 'ServerGone', sourceServerId: one, proof: 'NEVER_EXISTED' },
      { proof: 'NEVER_EXISTED', volumes: expect.stringContaining('no instance was made') },
    ],
    [
      'was absent twice',
      { type: 'ServerGone', sourceServerId: one, proof: 'ABSENT_TWICE' },
      { proof: 'ABSENT_TWICE', volumes: expect.stringContaining('Two looks') },
    ],
    [
      'a person took responsibility for',
      { type: 'LeakAcknowledged', by: 'eve', reason: 'seen', sourceServerIds: [one] },
      { proof: 'ACKNOWLEDGED', at: timeAt(60), volumes: expect.stringContaining('Nothing proves') },
    ],
  ])('says why an instance that %s is gone', (_what, fact, gone) => {
    expect(reported(journalOf({}, ...launching(), [60, fact])).servers[0]?.gone).toMatchObject(gone);
  });

  test('that was lost says how, and does not pass', () => {
    const lost: Fact = {
      type: 'ServersLost',
      servers: [{ sourceServerId: one, state: 'stopped', lostAt: at(19), reason: 'User initiated' }],
    };
    const made = journalOf({}, ...launching(), [20, lost], ...holding([]), ending('FAILED', 'Lost.'));
    expect(reported(made).servers[0]).toMatchObject({
      lost: { state: 'stopped', at: timeAt(19), reason: 'User initiated' },
      passed: false,
    });
  });

  test('that DRS does not know has no settings and no replication', () => {
    const unknown: Fact = {
      type: 'ServersInspected',
      servers: [{ sourceServerId: one, stopped: false, found: { sourceServerId: one, exists: false } }],
    };
    expect(reported(journalOf({}, [1, unknown])).servers[0]).toMatchObject({
      hostname: null,
      replicationState: null,
      launchSettings: null,
    });
  });

  test('shows its replication at the first inspection, and its settings at the newest', () => {
    const again: Fact = {
      type: 'ServersInspected',
      lookedAt: at(2),
      servers: [
        {
          sourceServerId: one,
          stopped: false,
          found: healthy(one, { lagSeconds: 99, machine: { instanceType: 'm5.xlarge', volumes: null } }),
        },
      ],
    };
    expect(reported(journalOf({}, inspecting(), [2, again])).servers[0]).toMatchObject({
      replicationLagSeconds: 12,
      launchSettings: { instanceType: 'm5.xlarge', volumes: null, network: null },
    });
  });
});
