import type { Caller } from '../contract.ts';
import type { Input } from '../requestFields.ts';
import { describedAt, type Instance, siteOf, valueAt, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { answerPage, type Filter, readFilters, tagsView } from './validation.ts';

const INTERFACE_FILTERS: Readonly<Record<string, Filter<Instance>>> = {
  'network-interface-id': (instance) => [interfaceIdOf(instance)],
  'attachment.instance-id': ({ instanceId }) => [instanceId],
  'tag-key': ({ tags }) => Object.keys(tags),
};

/** EC2 API reference, DescribeNetworkInterfaces: the primary interface of each instance, deleted with the instance. */
export function describeNetworkInterfaces(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const there = Object.values(site.instances).filter(({ states }) => {
    const state = valueAt(states, at);
    return state !== undefined && state !== 'terminated';
  });
  const found = there.filter(readFilters(input, INTERFACE_FILTERS, ({ tags }: Instance) => tags, at));
  return answerPage(world, input, 'NetworkInterfaces', found, interfaceIdOf, (instance) => ({
    NetworkInterfaceId: interfaceIdOf(instance),
    OwnerId: site.accountId,
    Status: 'in-use',
    Attachment: { InstanceId: instance.instanceId, ...attachmentView(instance) },
    TagSet: tagsView(instance.tags),
  }));
}

/** An instance's primary interface as DescribeInstances shows it. */
export function interfaceView(instance: Instance): Record<string, unknown> {
  return { NetworkInterfaceId: interfaceIdOf(instance), Status: 'in-use', Attachment: attachmentView(instance) };
}

/**
 * EC2 API reference, InstanceNetworkInterfaceAttachment: the attachment of the primary interface never changes, even
 * across starts.
 */
function attachmentView({ instanceId, attachedAt, launchedAt }: Instance): Record<string, unknown> {
  return {
    AttachmentId: `eni-attach-${instanceId.slice(2)}`,
    AttachTime: ec2Time(attachedAt ?? launchedAt),
    DeleteOnTermination: true,
    DeviceIndex: 0,
    Status: 'attached',
  };
}

function interfaceIdOf({ instanceId }: Instance): string {
  return `eni-${instanceId.slice(2)}`;
}
