import { AwsFault, type Caller } from '../contract.ts';
import { describedPage } from '../paging.ts';
import { type Input, optionalText, optionalTexts, optionalWhole, structures, text } from '../requestFields.ts';
import { describedAt, type Instance, siteOf, valueAt, type World } from '../state.ts';
import { isManaged } from './managed.ts';
import { refuse } from './validation.ts';

/**
 * SSM API reference, DescribeInstanceInformation, with the filters InstanceIds and PingStatus. The agent of an instance
 * that does not run has lost its connection.
 */
export function describeInstanceInformation(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const filters = structures(input, 'Filters', refuse).map((filter) => ({
    key: text(filter, 'Key', refuse),
    values: optionalTexts(filter, 'Values', refuse, { least: 1, most: 100 }) ?? refuse('values', 'must not be null'),
  }));
  const unknown = filters.find(({ key }) => key !== 'InstanceIds' && key !== 'PingStatus');
  if (unknown !== undefined) throw new AwsFault('InvalidFilterKey', 400, `The filter ${unknown.key} is not valid.`);
  const at = describedAt(world);
  const pingOf = ({ states }: Instance) => (valueAt(states, at) === 'running' ? 'Online' : 'ConnectionLost');
  const found = Object.values(site.instances).filter(
    (instance) =>
      isManaged(world, site, instance) &&
      filters.every(({ key, values }) =>
        values.includes(key === 'PingStatus' ? pingOf(instance) : instance.instanceId),
      ),
  );
  const size = optionalWhole(input, 'MaxResults', refuse, 5, 50) ?? 50;
  const token = optionalText(input, 'NextToken', refuse);
  const page = describedPage(world, found, ({ instanceId }) => instanceId, size, token);
  if (page === undefined) throw new AwsFault('InvalidNextToken', 400, 'The specified token is not valid.');
  return {
    InstanceInformationList: page.items.map((instance) => ({
      InstanceId: instance.instanceId,
      PingStatus: pingOf(instance),
      ResourceType: 'EC2Instance',
    })),
    ...(page.nextToken !== undefined && { NextToken: page.nextToken }),
  };
}
