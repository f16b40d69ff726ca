import {
  arn,
  count,
  flag,
  id,
  type KeptOf,
  listOf,
  members,
  moment,
  number,
  presence,
  refusal,
  word,
  words,
} from './allowList.ts';
import { tags } from './tagsKept.ts';

/*
 * What is kept of each answer. Whatever is not named here is not kept: names, addresses, accounts, texts. Members that change with every
 * look, such as lags, are left out as well.
 */

const run = members({ status: word, action: members({ category: word, type: word, active: flag, order: number }) });

const job = members({
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

const log = listOf(
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

const server = members({
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

const entry = members({
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

const points = listOf(
  members({ snapshotID: id, expectedTimestamp: moment, timestamp: moment, ebsSnapshots: listOf(id) }),
);

const launchConfiguration = members({
  ec2LaunchTemplateID: id,
  launchDisposition: word,
  targetInstanceTypeRightSizingMethod: word,
  copyPrivateIp: flag,
  copyTags: flag,
  postLaunchEnabled: flag,
  recoveryMode: word,
  launchIntoInstanceProperties: members({ launchIntoEC2InstanceID: id }),
});

const template = members({
  LaunchTemplateId: id,
  DefaultVersionNumber: number,
  LatestVersionNumber: number,
  Tags: tags,
});

const templateData = members({
  DisableApiTermination: flag,
  TagSpecifications: listOf(members({ ResourceType: word, Tags: tags })),
  BlockDeviceMappings: listOf(members({ Ebs: members({ DeleteOnTermination: flag, Encrypted: flag }) })),
  NetworkInterfaces: listOf(members({ DeviceIndex: number, NetworkInterfaceId: id, DeleteOnTermination: flag })),
});

const templateVersion = members({
  LaunchTemplateId: id,
  VersionNumber: number,
  DefaultVersion: flag,
  LaunchTemplateData: templateData,
});

const attachment = members({
  InstanceId: id,
  AttachTime: moment,
  DeviceIndex: number,
  Status: word,
  State: word,
  DeleteOnTermination: flag,
});

const instance = members({
  InstanceId: id,
  State: members({ Name: word }),
  StateReason: members({ Code: word }),
  LaunchTime: moment,
  Tags: tags,
  NetworkInterfaces: listOf(members({ NetworkInterfaceId: id, Status: word, Attachment: attachment })),
  BlockDeviceMappings: listOf(members({ Ebs: members({ VolumeId: id, Status: word, DeleteOnTermination: flag }) })),
});

const volume = members({
  VolumeId: id,
  Size: number,
  State: word,
  CreateTime: moment,
  Encrypted: flag,
  SnapshotId: id,
  Attachments: listOf(attachment),
  Tags: tags,
});

const networkInterface = members({
  NetworkInterfaceId: id,
  Status: word,
  InterfaceType: word,
  Attachment: attachment,
  TagSet: tags,
});

const snapshot = members({ SnapshotId: id, VolumeId: id, State: word, StartTime: moment, Tags: tags });

const attribute = members({ DisableApiTermination: members({ Value: flag }) });

const listedTags = members({ tags });

const drill = members({
  drillId: id,
  phase: word,
  outcome: word,
  cleanup: word,
  requestedAt: moment,
  endedAt: moment,
  hold: members({ seconds: number, until: moment, endedAt: moment }),
  launches: listOf(
    members({ wave: number, state: word, jobId: id, createdAt: moment, endedAt: moment, sourceServerIds: listOf(id) }),
  ),
  servers: listOf(
    members({
      sourceServerId: id,
      wave: number,
      jobId: id,
      reported: flag,
      result: word,
      instanceId: id,
      launchedAt: moment,
      verifiedAt: moment,
      terminationAcceptedAt: moment,
      reportedGone: flag,
    }),
  ),
  terms: members({ tags: count }),
});

const fact = members({
  type: word,
  phase: word,
  outcome: word,
  cleanup: word,
  sourceServerId: id,
  sourceServerIds: listOf(id),
  jobId: id,
  instanceId: id,
  launch: number,
  found: flag,
  createdAt: moment,
  endedAt: moment,
  heardAt: moment,
  drillWord: word,
  kind: word,
  failed: members({ kind: word }),
});

const step = members({ seq: number, at: moment, cause: words, facts: listOf(fact) });

const call = members({
  eventName: word,
  eventSource: word,
  eventTime: moment,
  eventType: word,
  errorCode: word,
  readOnly: flag,
  userIdentity: members({ type: word, invokedBy: word, inScopeOf: presence }),
  responseElements: members({ job: members({ jobID: id }) }),
});

/** By kind of what is looked at. */
export const SHAPES = {
  drill,
  step,
  job,
  log,
  server,
  entry,
  points,
  launchConfiguration,
  template,
  templateVersion,
  instance,
  attribute,
  volume,
  networkInterface,
  snapshot,
  listedTags,
  call,
};

export type Kind = keyof typeof SHAPES;

/** What is kept of a kind. */
export type Kept<Of extends Kind> = KeptOf<(typeof SHAPES)[Of]>;
