import { type Answer, Refusal } from './answers.ts';
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

async function readSession(): Promise<Answer<Session>> {
  const answer = await conditionalFetch('/session');
  const body = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, body);
  return { body, etag: null };
}
