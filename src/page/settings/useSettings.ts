import { type Answer, Refusal } from '../api/answers.ts';
import { conditionalFetch } from '../api/conditionalFetch.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import type { Settings } from './settings.ts';

/** What the deployment allows; 404 from a deployment that does not say it. */
export function useSettings(): Polled<Settings> {
  return usePolled(['settings'], readSettings, 60);
}

async function readSettings(): Promise<Answer<Settings>> {
  const answer = await conditionalFetch('/v1/settings', { headers: { accept: 'application/json' } });
  const body = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, body);
  return { body, etag: null };
}
