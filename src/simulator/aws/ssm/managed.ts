import { createDice, hashOf } from '../dice.ts';
import type { Instant } from '../instant.ts';
import { faultsNow, type Instance, type Site, valueAt, type World } from '../state.ts';

/**
 * Whether Systems Manager takes commands for an instance. SSM API reference, InvalidInstanceId: its agent has
 * registered, and it is not shutting down or terminated. A stopped instance is valid, and gets the command later or
 * never.
 */
export function isManaged(world: World, site: Site, instance: Instance): boolean {
  const { now } = world.state;
  const state = valueAt(instance.states, now);
  const isUnseen =
    instance.purpose === 'CONVERSION' ||
    site.servers[instance.sourceServerId]?.launchActions?.agentUnseen === true ||
    createDice(hashOf(`agent of ${instance.instanceId}`)).chance(faultsNow(world).agentsUnseen);
  return !isUnseen && state !== 'shutting-down' && state !== 'terminated' && hasRegistered(instance, now);
}

/** The agent registers when the operating system has booted for the first time. */
function hasRegistered({ states, bootSeconds }: Instance, now: Instant): boolean {
  return states.some(([since, state], index) => {
    const until = Math.min(states[index + 1]?.[0] ?? now, now);
    return state === 'running' && until - since >= bootSeconds * 1000;
  });
}
