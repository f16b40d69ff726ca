import { Refusal } from './answers.ts';

/** Whether the API says that there is no such thing. */
export function isMissing(error: Error | null): boolean {
  return error instanceof Refusal && error.status === 404;
}
