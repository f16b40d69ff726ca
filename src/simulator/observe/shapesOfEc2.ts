import { code, flag, id, listOf, members, moment, number, word } from './allowList.ts';
import { tags } from './tagsKept.ts';

/* The kept members of EC2 responses. */

export const template = members({
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

export const templateVersion = members({
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

export const instance = members({
  InstanceId: id,
  State: members({ Name: word }),
  StateReason: members({ Code: code }),
  LaunchTime: moment,
  Tags: tags,
  NetworkInterfaces: listOf(members({ NetworkInterfaceId: id, Status: word, Attachment: attachment })),
  BlockDeviceMappings: listOf(members({ Ebs: members({ VolumeId: id, Status: word, DeleteOnTermination: flag }) })),
});

export const volume = members({
  VolumeId: id,
  Size: number,
  State: word,
  CreateTime: moment,
  Encrypted: flag,
  SnapshotId: id,
  Attachments: listOf(attachment),
  Tags: tags,
});

export const networkInterface = members({
  NetworkInterfaceId: id,
  Status: word,
  InterfaceType: word,
  Attachment: attachment,
  TagSet: tags,
});

export const snapshot = members({ SnapshotId: id, VolumeId: id, State: word, StartTime: moment, Tags: tags });

export const attribute = members({ DisableApiTermination: members({ Value: flag }) });
