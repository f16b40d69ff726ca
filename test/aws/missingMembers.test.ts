import type { Job, JobLog, LaunchAction, RecoveryInstance, SourceServer } from '@aws-sdk/client-drs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  jobLogItemsOf,
  jobsOf,
  recoveryInstancesOf,
  recoveryPointsOf,
  sourceServersOf,
} from '../../src/aws/drsWords.ts';
import { activeLaunchActionsOf } from '../../src/aws/launchSettings.ts';
import { tallyOf } from '../../src/drill/actionsKept.ts';
import { CallFailed } from '../../src/flow/errors.ts';
import { instanceId, SITE, serverId } from '../builders.ts';

const JOB = 'drsjob-0000000000000001a';
const AT = '2026-03-01T10:00:00.000000+00:00';

/** An instance of a real recovery, in use. */
const REAL: RecoveryInstance = {
  ec2InstanceID: instanceId(1),
  recoveryInstanceID: instanceId(1),
  sourceServerID: serverId(1),
  jobID: JOB,
  isDrill: false,
  ec2InstanceState: 'RUNNING',
};
const SERVER: SourceServer = {
  sourceServerID: serverId(1),
  tags: { 'drs-drill': 'deny' },
  replicationDirection: 'FAILBACK',
  lastLaunchResult: 'SUCCEEDED',
  lifeCycle: { lastLaunch: { status: 'LAUNCHED', initiated: { jobID: JOB, type: 'RECOVERY', apiCallDateTime: AT } } },
};
const REAL_JOB: Job = {
  jobID: JOB,
  type: 'LAUNCH',
  initiatedBy: 'START_RECOVERY',
  status: 'STARTED',
  creationDateTime: AT,
  tags: {},
  participatingServers: [{ sourceServerID: serverId(1), launchStatus: 'PENDING' }],
};
/** A launch whose required post-launch action has failed. */
const ACTED_JOB: Job = {
  ...REAL_JOB,
  initiatedBy: 'START_DRILL',
  participatingServers: [
    {
      sourceServerID: serverId(1),
      launchStatus: 'LAUNCHED',
      launchActionsStatus: {
        ssmAgentDiscoveryDatetime: AT,
        runs: [
          {
            action: { actionId: 'action-1', name: 'Join domain', active: true, optional: false },
            runId: 'run-1',
            status: 'FAILED',
            failureReason: 'No domain controller',
          },
        ],
      },
    },
  ],
};
const ACTION: LaunchAction = { actionId: 'action-1', name: 'Join domain', active: true, optional: false };
const LINE: JobLog = {
  logDateTime: AT,
  event: 'LAUNCH_START',
  eventData: { sourceServerID: serverId(1), targetInstanceID: instanceId(1) },
};

describe('whichever members DRS omits or leaves empty', () => {
  test('the instance of a real recovery is reported, never as a drill’s, or the look fails', () => {
    withAnyMemberMissing(REAL, (item) => {
      const reported = known(() => recoveryInstancesOf([item]));
      if (reported === undefined) return;
      expect(reported).toHaveLength(1);
      expect(reported[0]).toMatchObject({ instanceId: instanceId(1), isDrill: false });
      expect([serverId(1), '']).toContain(reported[0]?.sourceServerId);
    });
  });

  test('a server that must not be drilled never looks drillable', () => {
    withAnyMemberMissing(SERVER, (item) => {
      const reported = known(() => sourceServersOf([item], SITE));
      if (reported === undefined) return;
      expect(reported).toHaveLength(1);
      expect(['FAILBACK', null]).toContain(reported[0]?.replicationDirection);
      expect(['RECOVERY', 'UNKNOWN']).toContain(reported[0]?.lastLaunch.type);
      expect([null, { 'drs-drill': 'deny' }]).toContainEqual(reported[0]?.tags);
    });
  });

  test('an open job stays open, belongs to no drill, and works on its server or on any', () => {
    withAnyMemberMissing(REAL_JOB, (item) => {
      const [reported] = jobsOf([{ ...item, jobID: JOB }]);
      expect(reported?.status).not.toBe('COMPLETED');
      expect([null, 'START_RECOVERY']).toContain(reported?.initiatedBy);
      const names = reported?.servers.map((server) => server.sourceServerId) ?? [];
      expect(names.includes(serverId(1)) || names.length === 0 || reported?.hidesServers === true).toBe(true);
    });
  });

  test('a launch step has its server and its time, or the look fails', () => {
    withAnyMemberMissing(LINE, (item) => {
      const reported = known(() => jobLogItemsOf([item]));
      if (reported === undefined) return;
      expect(reported).toMatchObject([{ at: Date.parse(AT), event: 'LAUNCH_START', sourceServerId: serverId(1) }]);
    });
  });

  test('a failed required post-launch action never looks succeeded or optional', () => {
    withAnyMemberMissing(ACTED_JOB, (item) => {
      const [job] = jobsOf([{ ...item, jobID: JOB }]);
      const actions = job?.servers[0]?.actions;
      if (actions === undefined) return;
      expect(actions.runs).toHaveLength(1);
      const tally = tallyOf(actions.runs, 1);
      expect(tally.required.failed + tally.required.open).toBe(1);
    });
  });

  test('an active required post-launch action is expected', () => {
    withAnyMemberMissing(ACTION, (item) => {
      expect(activeLaunchActionsOf([item])).toEqual([{ isOptional: false }]);
    });
  });

  test('a recovery point that is still being taken is not used for a launch', () => {
    const expected = { snapshotID: 'pit-1', sourceServerID: serverId(1), expectedTimestamp: AT };
    expect(recoveryPointsOf([expected, { ...expected, timestamp: '' }])).toEqual([]);
  });
});

test('the instance of a real recovery without an EC2 id has its recovery instance id', () => {
  expect(recoveryInstancesOf([{ ...REAL, ec2InstanceID: '' }])).toMatchObject([{ instanceId: instanceId(1) }]);
});

/** Undefined when the look failed, which a drill treats as no response. */
function known<Answer>(publish: () => Answer): Answer | undefined {
  try {
    return publish();
  } catch (error) {
    expect(error).toBeInstanceOf(CallFailed);
    return undefined;
  }
}

function withAnyMemberMissing<Item extends object>(item: Item, holds: (changed: Item) => void): void {
  const paths = pathsOf(item);
  const losses = fc
    .subarray(paths)
    .chain((lost) =>
      fc.tuple(fc.constant(lost), fc.array(fc.boolean(), { minLength: lost.length, maxLength: lost.length })),
    );
  fc.assert(
    fc.property(losses, ([lost, emptied]) => {
      const changed = structuredClone(item);
      for (const [index, path] of lost.entries()) lose(changed, path, emptied[index] === true);
      holds(changed);
    }),
  );
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  // Tag keys belong to users, and items of a list are no members.
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(Array.isArray(value) ? [] : [[name]]),
    ...(name === 'tags' ? [] : pathsOf(inner).map((path) => [name, ...path])),
  ]);
}

function lose(value: object, [name = '', ...rest]: string[], empty: boolean): void {
  const owner = value as Record<string, unknown>;
  const inner = owner[name];
  if (rest.length > 0) {
    if (typeof inner === 'object' && inner !== null) lose(inner, rest, empty);
  } else if (empty && typeof inner === 'string') owner[name] = '';
  else delete owner[name];
}
