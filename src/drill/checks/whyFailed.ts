import { type Check, failedRequired } from './check.ts';

/** Why a drill has failed: its required checks that ended without passing. Undefined while there is none. */
export function whyFailed(checks: readonly Check[] | undefined): string | undefined {
  const [first, ...others] = failedRequired(checks);
  if (first === undefined) return undefined;
  const because = first.because === undefined ? '' : `: ${first.because}`;
  const also = others.length === 0 ? '' : ` Nor did ${named(others)}.`;
  return `Required check ${first.name} did not pass (${first.state})${because}${stop(because)}${also}`;
}

/** A sentence names so many more checks, and counts the rest. */
const OTHERS_NAMED_MAX = 3;

function named(checks: readonly Check[]): string {
  const names = checks.slice(0, OTHERS_NAMED_MAX).map(({ name }) => name);
  const more = checks.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

function stop(text: string): string {
  return /[.!?…]$/.test(text) ? '' : '.';
}
