import { ANSWER_SECONDS_MAX, CONNECT_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';

/** The timeouts of a client. By default, the SDK only warns about a late response; this makes it throw. */
export function prompt(answerSeconds = ANSWER_SECONDS_MAX) {
  return {
    connectionTimeout: CONNECT_SECONDS_MAX * SECOND_MS,
    requestTimeout: answerSeconds * SECOND_MS,
    throwOnRequestTimeout: true,
  };
}
