import { ANSWER_SECONDS_MAX, CONNECT_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';

/** How long a client waits. The SDK only warns of a late answer unless it is told to throw. */
export function prompt(answerSeconds = ANSWER_SECONDS_MAX) {
  return {
    connectionTimeout: CONNECT_SECONDS_MAX * SECOND_MS,
    requestTimeout: answerSeconds * SECOND_MS,
    throwOnRequestTimeout: true,
  };
}
