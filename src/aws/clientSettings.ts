import { AdaptiveRetryStrategy } from '@smithy/util-retry';
import {
  ACT_ANSWER_SECONDS_MAX,
  ANSWER_SECONDS_MAX,
  CLIENT_RETRY_AFTER_SECONDS_MAX,
  QUESTION_ATTEMPTS_MAX,
  SECOND_MS,
} from '../drill/bounds.ts';
import { prompt } from './prompt.ts';

/** Settings of a client for read-only calls: it times out, and retries at an adaptive rate. */
export function asking(answerSeconds = ANSWER_SECONDS_MAX) {
  return {
    maxAttempts: QUESTION_ATTEMPTS_MAX,
    retryStrategy: boundedRetries(),
    requestHandler: prompt(answerSeconds),
  };
}

/**
 * Settings of a client for mutating calls: no retries, and a longer timeout, because without a response the result is
 * unknown.
 */
export function acting(answerSeconds = ACT_ANSWER_SECONDS_MAX) {
  return { maxAttempts: 1, requestHandler: prompt(answerSeconds) };
}

/**
 * The SDK's adaptive retries, except that a pause too long for a function fails the call, so that the caller can back
 * off.
 */
function boundedRetries() {
  const adaptive = new AdaptiveRetryStrategy(async () => QUESTION_ATTEMPTS_MAX);
  type Refresh = Parameters<typeof adaptive.refreshRetryTokenForRetry>;
  return {
    mode: adaptive.mode,
    acquireInitialRetryToken: (scope: string) => adaptive.acquireInitialRetryToken(scope),
    refreshRetryTokenForRetry: async (token: Refresh[0], error: Refresh[1]) => {
      if (millisecondsUntil(error.retryAfterHint) > CLIENT_RETRY_AFTER_SECONDS_MAX * SECOND_MS)
        throw new Error('AWS requested a longer pause than a client waits');
      return adaptive.refreshRetryTokenForRetry(token, error);
    },
    recordSuccess: (token: Refresh[0]) => adaptive.recordSuccess(token),
  };
}

/** The DRS SDK parses a `Retry-After` in seconds as a time that many seconds after 1970. */
function millisecondsUntil(hint: Date | undefined): number {
  const at = hint?.getTime() ?? 0;
  return at < MISREAD_BEFORE_MS ? at : at - Date.now();
}

const MISREAD_BEFORE_MS = Date.UTC(2000);
