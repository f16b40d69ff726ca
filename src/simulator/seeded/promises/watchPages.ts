import { AwsFault } from '../../aws/contract.ts';
import type { SeededWorld } from '../seededState.ts';

/** No function requests one page more often than this, however often it looks. */
const SAME_PAGE_MAX = 100;

/** Detects a function that follows pagination tokens in a loop, and stops it; it would never end. */
export function watchPages({ violations }: SeededWorld): (operation: string, input: Record<string, unknown>) => void {
  const times = new Map<string, number>();
  return (operation, input) => {
    const token = input['nextToken'] ?? input['NextToken'];
    if (token === undefined) return;
    const page = `${operation} ${token}`;
    times.set(page, (times.get(page) ?? 0) + 1);
    if ((times.get(page) ?? 0) <= SAME_PAGE_MAX) return;
    violations.add(`no listing follows its pages in a loop (${operation})`);
    throw new AwsFault('InternalServerException', 500, 'The function has timed out');
  };
}
