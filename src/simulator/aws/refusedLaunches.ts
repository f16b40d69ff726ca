import { structures } from './requestFields.ts';
import type { World } from './state.ts';

/** Carries out a call. Only the simulation knows which launches DRS has refused. */
export function notingRefusals<Answer>(
  { state }: World,
  operation: string,
  input: Record<string, unknown>,
  ask: () => Answer,
): Answer {
  try {
    return ask();
  } catch (fault) {
    if (operation === 'StartRecovery') {
      const servers = structures(input, 'sourceServers', () => {
        throw fault;
      });
      const tags = (input['tags'] ?? {}) as Record<string, string>;
      const refused = { sourceServerIds: servers.map((one) => String(one['sourceServerID'])), tags };
      state.history.refused = [...(state.history.refused ?? []), refused];
    }
    throw fault;
  }
}
