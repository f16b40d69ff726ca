import type { Instant } from '../instant.ts';
import type { Instance, InstanceState, Site, World } from '../state.ts';

/**
 * EC2's reason why an instance is down or going down. EC2 API reference, Instance: `StateTransitionReason` is empty
 * unless a caller requested the transition, and then contains the second of that request. StateReason holds the
 * messages.
 */
export function transitionView({ states, shutDownInsideAt }: Instance, at: Instant): Record<string, unknown> {
  const known = states.filter(([since]) => since <= at);
  if (!isDown(known.at(-1)?.[1])) return { StateTransitionReason: '' };
  const [since = 0] = known.findLast(([, state]) => BEGINNINGS.has(state)) ?? known.at(-1) ?? [];
  if (since === shutDownInsideAt)
    return {
      StateTransitionReason: '',
      StateReason: reasonOf('Client.InstanceInitiatedShutdown', 'Instance initiated shutdown'),
    };
  return {
    StateTransitionReason: `User initiated (${new Date(since).toISOString().slice(0, 19).replace('T', ' ')} GMT)`,
    StateReason: reasonOf('Client.UserInitiatedShutdown', 'User initiated shutdown'),
  };
}

/** The last stop of a stopped instance. A lagging response still reports it after the instance was started again. */
export function lastStop(states: Instance['states']): Instance['states'] {
  const begun = states.findLastIndex(([, state]) => BEGINNINGS.has(state));
  return states.slice(begun);
}

/** Records an instance's down states for checkers, because EC2 forgets the instance an hour after its end. */
export function noteDown({ state }: World, site: Site, { instanceId, purpose }: Instance, to: InstanceState): void {
  if (purpose === 'CONVERSION' || !isDown(to)) return;
  const { accountId, region } = site;
  state.history.downs = [...(state.history.downs ?? []), { at: state.now, accountId, region, instanceId, state: to }];
}

function isDown(state: InstanceState | undefined): boolean {
  return state !== undefined && state !== 'pending' && state !== 'running';
}

const BEGINNINGS: ReadonlySet<InstanceState> = new Set(['stopping', 'shutting-down']);

function reasonOf(Code: string, words: string) {
  return { Code, Message: `${Code}: ${words}` };
}
