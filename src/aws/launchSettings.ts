import {
  GetLaunchConfigurationCommand,
  type GetLaunchConfigurationCommandOutput,
  type LaunchAction,
  ListLaunchActionsCommand,
  type ListLaunchActionsCommandOutput,
} from '@aws-sdk/client-drs';
import type { Drs } from '../flow/ports.ts';
import { type AwsClient, ask, everyPage } from './calls.ts';

/** How a server is launched. */
export async function launchConfiguration(
  client: AwsClient,
  sourceServerID: string,
): ReturnType<Drs['launchConfiguration']> {
  const command = new GetLaunchConfigurationCommand({ sourceServerID });
  return launchConfigurationOf(
    await ask<GetLaunchConfigurationCommandOutput>(client, 'GetLaunchConfiguration', command),
  );
}

/** What runs on its instance after a launch. */
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

/** In the product's words. */
function launchConfigurationOf(configuration: GetLaunchConfigurationCommandOutput) {
  return {
    disposition: configuration.launchDisposition ?? 'UNKNOWN',
    launchIntoInstanceId: configuration.launchIntoInstanceProperties?.launchIntoEC2InstanceID || null,
    launchTemplateId: configuration.ec2LaunchTemplateID || null,
    postLaunchEnabled: configuration.postLaunchEnabled ?? null,
  };
}

/** The post-launch actions that run: all but those of which DRS says that they do not. */
export function activeLaunchActionsOf(items: LaunchAction[]): { isOptional: boolean }[] {
  return items.filter(({ active }) => active !== false).map(({ optional }) => ({ isOptional: optional === true }));
}
