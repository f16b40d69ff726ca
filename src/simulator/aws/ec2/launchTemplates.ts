import { AwsFault, type Caller } from '../contract.ts';
import { templateTags } from '../drs/launchOutcome.ts';
import { deviceName } from '../drs/sourceServerView.ts';
import { type Input, optionalText, optionalTexts } from '../requestFields.ts';
import { type SourceServer, siteOf, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { refuse, tagsView } from './validation.ts';

/** Each source server has one launch template with one version: the one that GetLaunchConfiguration names. */
export function describeLaunchTemplateVersions(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const id = optionalText(input, 'LaunchTemplateId', refuse) ?? refuse('LaunchTemplateId', 'must be given');
  const versions = optionalTexts(input, 'Versions', refuse) ?? ['1'];
  const server = Object.values(siteOf(world, caller).servers).find((each) => each.launchTemplateId === id);
  if (server === undefined || server.templateDeleted === true)
    throw new AwsFault('InvalidLaunchTemplateId.NotFound', 400, noTemplate(id));
  const known = versions.some((version) => ['1', '$Latest', '$Default'].includes(version));
  const version = {
    LaunchTemplateId: id,
    LaunchTemplateName: `${server.sourceServerID}-template`,
    VersionNumber: 1,
    DefaultVersion: true,
    CreatedBy: `arn:aws:iam::${caller.accountId}:root`,
    CreateTime: ec2Time(server.addedAt),
    LaunchTemplateData: templateView(server),
  };
  return { LaunchTemplateVersions: known ? [version] : [] };
}

/** EC2 API reference, DescribeLaunchTemplates, by ids. Templates created by DRS have its tags (observed in 2025-11). */
export function describeLaunchTemplates(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const ids = optionalTexts(input, 'LaunchTemplateIds', refuse) ?? refuse('LaunchTemplateIds', 'must be given');
  const servers = Object.values(siteOf(world, caller).servers);
  const found = servers.filter(({ launchTemplateId }) => ids.includes(launchTemplateId));
  const missing = ids.find((id) => found.every(({ launchTemplateId }) => launchTemplateId !== id));
  if (missing !== undefined) throw new AwsFault('InvalidLaunchTemplateId.NotFound', 400, noTemplate(missing));
  const LaunchTemplates = found.map((server) => ({
    LaunchTemplateId: server.launchTemplateId,
    LaunchTemplateName: `${server.sourceServerID}-template`,
    DefaultVersionNumber: 1,
    LatestVersionNumber: 1,
    CreateTime: ec2Time(server.addedAt),
    Tags: tagsView(templateTags(server)),
  }));
  return { LaunchTemplates };
}

/** EC2's wording, as reported in aws/karpenter-provider-aws, pull request 5665. */
export function noTemplate(launchTemplateId: string): string {
  return `The specified launch template, with template ID ${launchTemplateId}, does not exist.`;
}

/**
 * EC2 API reference, ResponseLaunchTemplateData: an existing interface has its own subnet and groups. Devices have the
 * names of the source server's disks (DRS user guide: key considerations for EC2 launch templates).
 */
function templateView(server: SourceServer): Record<string, unknown> {
  const { subnetId, securityGroupId, template = {} } = server;
  const { networkInterfaceId: NetworkInterfaceId, disableApiTermination, keepsVolumes } = template;
  return {
    InstanceType: server.instanceType ?? 't3.micro',
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        ...(NetworkInterfaceId ? { NetworkInterfaceId } : { SubnetId: subnetId, Groups: [securityGroupId] }),
      },
    ],
    ...(disableApiTermination === undefined ? {} : { DisableApiTermination: disableApiTermination }),
    BlockDeviceMappings: Array.from({ length: server.diskCount }, (_, disk) => ({
      DeviceName: deviceName(server, disk),
      Ebs: { VolumeType: server.volumeType ?? 'gp3', ...(keepsVolumes === true && { DeleteOnTermination: false }) },
    })),
    ...(server.templateUntagged ? {} : { TagSpecifications: tagSpecifications(server) }),
  };
}

/** As in a public copy of a template created by DRS: three resource types, with the same tags on each. */
function tagSpecifications(server: SourceServer): Record<string, unknown>[] {
  return ['instance', 'volume', 'network-interface'].map((ResourceType) => ({
    ResourceType,
    Tags: tagsView(templateTags(server)),
  }));
}
