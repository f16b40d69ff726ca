import { answerOf } from '../api/answers.ts';
import { getSettings, type Settings } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** What the deployment allows; 404 from a deployment that does not say it. */
export function useSettings(): Polled<Settings> {
  return usePolled(['settings'], () => answerOf(getSettings()), 60);
}
