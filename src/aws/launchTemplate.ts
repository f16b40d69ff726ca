import {
  DescribeLaunchTemplateVersionsCommand,
  type DescribeLaunchTemplateVersionsCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Ec2 } from '../flow/ports.ts';
import { type AwsClient, ask } from './calls.ts';

/** DRS launches from the template's default version (DRS user guide: EC2 launch template). */
export async function launchTemplate(client: AwsClient, launchTemplateId: string): ReturnType<Ec2['launchTemplate']> {
  const command = new DescribeLaunchTemplateVersionsCommand({
    LaunchTemplateId: launchTemplateId,
    Versions: ['$Default'],
  });
  const page = await ask<DescribeLaunchTemplateVersionsCommandOutput>(
    client,
    'DescribeLaunchTemplateVersions',
    command,
  );
  const data = page.LaunchTemplateVersions?.[0]?.LaunchTemplateData;
  if (data === undefined) return null;
  const interfaces = data.NetworkInterfaces ?? [];
  return {
    network: {
      subnetIds: interfaces.flatMap(({ SubnetId }) => SubnetId || []),
      securityGroupIds: [...(data.SecurityGroupIds ?? []), ...interfaces.flatMap(({ Groups }) => Groups ?? [])],
    },
    networkInterfaceIds: interfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId || []),
    isProtected: data.DisableApiTermination === true,
    keepsVolumes: (data.BlockDeviceMappings ?? []).some(({ Ebs }) => Ebs?.DeleteOnTermination === false),
    instanceType: data.InstanceType || null,
    volumeTypes: Object.fromEntries(
      (data.BlockDeviceMappings ?? []).flatMap(({ DeviceName, Ebs }) =>
        DeviceName && Ebs?.VolumeType ? [[DeviceName, Ebs.VolumeType]] : [],
      ),
    ),
  };
}
