import {
  GetLaunchConfigurationCommand,
  type GetLaunchConfigurationCommandOutput,
  type LaunchAction,
  ListLaunchActionsCommand,
  type ListLaunchActionsCommandOutput,
} from '@aws-sdk/client-drs';
import type { Drs } from '../flow/ports.ts';
import { type AwsClient, ask, everyPage } from './calls.ts';

/** Reads the launch configuration of a server. */
export async function launchConfiguration(
  client: AwsClient,
  sourceServerID: string,
): ReturnType<Drs['launchConfiguration']> {
  const command = new GetLaunchConfigurationCommand({ sourceServerID });
  return launchConfigurationOf(
    await ask<GetLaunchConfigurationCommandOutput>(client, 'GetLaunchConfiguration', command),
  );
}

/** Reads the post-launch actions of a server. */
export async function activeLaunchActions(
  client: AwsClient,
  resourceId: string,
): ReturnType<Drs['activeLaunchActions']> {
  const items = await everyPage(
    (from) =>
      ask<ListLaunchActionsCommandOutput>(
        client,
        'ListLaunchActions',
        new ListLaunchActionsCommand({ resourceId, ...from }),
      ),
    (page) => page.nextToken,
    (page) => page.items,
  );
  return activeLaunchActionsOf(items);
}

/** Maps a launch configuration to the product's type. */
function launchConfigurationOf(configuration: GetLaunchConfigurationCommandOutput) {
  return {
    disposition: configuration.launchDisposition ?? 'UNKNOWN',
    launchIntoInstanceId: configuration.launchIntoInstanceProperties?.launchIntoEC2InstanceID || null,
    launchTemplateId: configuration.ec2LaunchTemplateID || null,
    postLaunchEnabled: configuration.postLaunchEnabled ?? null,
    rightSizing: configuration.targetInstanceTypeRightSizingMethod || null,
  };
}

/** The active post-launch actions: all except those that DRS reports as inactive. */
export function activeLaunchActionsOf(items: LaunchAction[]): { isOptional: boolean }[] {
  return items.filter(({ active }) => active !== false).map(({ optional }) => ({ isOptional: optional === true }));
}
