import { AwsFault } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalTexts } from '../requestFields.ts';
import { type Instance, type InstanceState, type Site, valueAt, type World } from '../state.ts';
import { enteredAt, TERMINATED_VISIBLE_MILLISECONDS } from './instances.ts';
import { type Filter, named, readFilters, refuse } from './validation.ts';

/** The instances that a call names by id, filters, or both; without either, all that EC2 still shows. */
export function chooseInstances(world: World, site: Site, input: Input, at: Instant): Instance[] {
  const ids = optionalTexts(input, 'InstanceIds', refuse);
  const malformed = ids?.find((id) => !/^i-[0-9a-f]{8,17}$/.test(id));
  if (malformed !== undefined)
    throw new AwsFault('InvalidInstanceID.Malformed', 400, `Invalid id: "${malformed}" (expecting "i-...")`);
  const visible = (instance: Instance) => isVisible(instance, at, world.state.now);
  const candidates =
    ids === undefined || ids.length === 0
      ? Object.values(site.instances).filter(visible)
      : [...new Set(ids)].flatMap((id) => site.instances[id] ?? []).filter(visible);
  const wanted = named(candidates, ids, (each) => each.instanceId, 'InvalidInstanceID.NotFound', 'instance ID');
  return wanted.filter(readFilters(input, INSTANCE_FILTERS, (instance: Instance) => instance.tags, at));
}

function isVisible(instance: Instance, at: Instant, now: Instant): boolean {
  if (valueAt(instance.states, at) === undefined) return false;
  const ended = enteredAt(instance.states, 'terminated', at);
  return ended === undefined || now - ended <= TERMINATED_VISIBLE_MILLISECONDS;
}

/** EC2 API reference, InstanceState: the codes of the states. */
export const CODES: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

const INSTANCE_FILTERS: Readonly<Record<string, Filter<Instance>>> = {
  'instance-id': (instance) => [instance.instanceId],
  'instance-state-name': (instance, at) => [valueAt(instance.states, at)],
  'instance-state-code': (instance, at) => [CODES[valueAt(instance.states, at) ?? 'pending'].toString()],
  'tag-key': (instance) => Object.keys(instance.tags),
};
