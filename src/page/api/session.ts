import { answerOf } from './answers.ts';
import { conditionalFetch } from './conditionalFetch.ts';
import { type Polled, usePolled } from './usePolled.ts';

/** What the page's own server says about the API behind it. */
export interface Session {
  /** The address of the API. */
  api: string;
  /** How calls are authenticated; NONE: the local world, which is simulated. */
  authentication: 'NONE' | 'SIGNATURE' | 'TOKEN';
  /** The AWS profile that signs; null: the default credentials. */
  profile: string | null;
  /** The version of drs-drill that serves the page. */
  version: string;
}

/** The session of this page. */
export function useSession(): Polled<Session> {
  return usePolled(['session'], readSession, 60);
}

function readSession() {
  return answerOf(answered());
}

async function answered() {
  const answer = await conditionalFetch('/session');
  const { status, headers } = answer;
  return { status: status as 200, headers, data: (await answer.json()) as Session };
}
