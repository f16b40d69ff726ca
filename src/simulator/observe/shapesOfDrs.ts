import { arn, count, flag, id, listOf, members, moment, number, refusal, word } from './allowList.ts';
import { tags } from './tagsKept.ts';

/* The kept members of DRS responses. */

const run = members({ status: word, action: members({ category: word, type: word, active: flag, order: number }) });

export const job = members({
  jobID: id,
  arn,
  type: word,
  initiatedBy: word,
  creationDateTime: moment,
  endDateTime: moment,
  status: word,
  participatingServers: listOf(
    members({
      sourceServerID: id,
      launchStatus: word,
      recoveryInstanceID: id,
      launchActionsStatus: members({ ssmAgentDiscoveryDatetime: moment, runs: listOf(run) }),
    }),
  ),
  participatingResources: count,
  tags,
});

export const log = listOf(
  members({
    logDateTime: moment,
    event: word,
    eventData: members({
      sourceServerID: id,
      conversionServerID: id,
      targetInstanceID: id,
      rawError: refusal,
      attemptCount: number,
      maxAttemptsCount: number,
    }),
  }),
);

const lastLaunch = members({
  initiated: members({ apiCallDateTime: moment, jobID: id, type: word }),
  status: word,
});

export const server = members({
  sourceServerID: id,
  arn,
  recoveryInstanceId: id,
  lastLaunchResult: word,
  replicationDirection: word,
  lifeCycle: members({ lastLaunch }),
  dataReplicationInfo: members({
    dataReplicationState: word,
    dataReplicationError: members({ error: word }),
  }),
  stagingArea: members({ status: word }),
  tags,
});

export const entry = members({
  recoveryInstanceID: id,
  ec2InstanceID: id,
  ec2InstanceState: word,
  arn,
  sourceServerID: id,
  jobID: id,
  isDrill: flag,
  pointInTimeSnapshotDateTime: moment,
  tags,
  failback: members({ state: word }),
  dataReplicationInfo: members({ dataReplicationState: word }),
  recoveryInstanceProperties: members({ disks: listOf(members({ ebsVolumeID: id, bytes: number })) }),
});

export const points = listOf(
  members({ snapshotID: id, expectedTimestamp: moment, timestamp: moment, ebsSnapshots: listOf(id) }),
);

export const launchConfiguration = members({
  ec2LaunchTemplateID: id,
  launchDisposition: word,
  targetInstanceTypeRightSizingMethod: word,
  copyPrivateIp: flag,
  copyTags: flag,
  postLaunchEnabled: flag,
  recoveryMode: word,
  launchIntoInstanceProperties: members({ launchIntoEC2InstanceID: id }),
});

export const listedTags = members({ tags });
