import { AdaptiveRetryStrategy } from '@smithy/util-retry';
import {
  ACT_ANSWER_SECONDS_MAX,
  ANSWER_SECONDS_MAX,
  CLIENT_RETRY_AFTER_SECONDS_MAX,
  QUESTION_ATTEMPTS_MAX,
  SECOND_MS,
} from '../drill/bounds.ts';
import { prompt } from './prompt.ts';

/** Settings of a client that asks: it gives up on silence, and repeats a question at the rate at which AWS has answered lately. */
export function asking(answerSeconds = ANSWER_SECONDS_MAX) {
  return {
    maxAttempts: QUESTION_ATTEMPTS_MAX,
    retryStrategy: boundedRetries(),
    requestHandler: prompt(answerSeconds),
  };
}

/** Settings of a client that acts: it calls once, and waits longer for the answer, for without one nobody knows what was done. */
export function acting(answerSeconds = ACT_ANSWER_SECONDS_MAX) {
  return { maxAttempts: 1, requestHandler: prompt(answerSeconds) };
}

/** The SDK's adaptive retries, but for a pause that would keep a function waiting: who called has to know of it, and tell the others. */
function boundedRetries() {
  const adaptive = new AdaptiveRetryStrategy(async () => QUESTION_ATTEMPTS_MAX);
  type Refresh = Parameters<typeof adaptive.refreshRetryTokenForRetry>;
  return {
    mode: adaptive.mode,
    acquireInitialRetryToken: (scope: string) => adaptive.acquireInitialRetryToken(scope),
    refreshRetryTokenForRetry: async (token: Refresh[0], error: Refresh[1]) => {
      if (millisecondsUntil(error.retryAfterHint) > CLIENT_RETRY_AFTER_SECONDS_MAX * SECOND_MS)
        throw new Error('AWS wants a longer pause than a client waits');
      return adaptive.refreshRetryTokenForRetry(token, error);
    },
    recordSuccess: (token: Refresh[0]) => adaptive.recordSuccess(token),
  };
}

/** The SDK of DRS reads a `Retry-After` in seconds as a moment so many seconds after 1970. */
function millisecondsUntil(hint: Date | undefined): number {
  const at = hint?.getTime() ?? 0;
  return at < MISREAD_BEFORE_MS ? at : at - Date.now();
}

const MISREAD_BEFORE_MS = Date.UTC(2000);
