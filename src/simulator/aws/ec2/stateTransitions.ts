import type { Instant } from '../instant.ts';
import type { Instance, InstanceState, Site, World } from '../state.ts';

/**
 * What EC2 says of why an instance is down, or on its way there. EC2 API reference, Instance: `StateTransitionReason` is empty unless
 * somebody has called for it, and then bears the second in which they did; StateReason has the messages.
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

/** Of what a stopped instance went through, its last stop: an answer that lags still tells of it when the instance has been started again. */
export function lastStop(states: Instance['states']): Instance['states'] {
  const begun = states.findLastIndex(([, state]) => BEGINNINGS.has(state));
  return states.slice(begun);
}

/** What an instance went through, for checkers: EC2 forgets it an hour after its end. */
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
