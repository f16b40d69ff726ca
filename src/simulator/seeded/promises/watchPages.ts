import { AwsFault } from '../../aws/contract.ts';
import type { SeededWorld } from '../seededState.ts';

/** More often than this nobody asks for one page, however often a function looks. */
const SAME_PAGE_MAX = 100;

/** Notices a function that follows page tokens round and round, and ends it: it would go on for ever. */
export function watchPages({ violations }: SeededWorld): (operation: string, input: Record<string, unknown>) => void {
  const times = new Map<string, number>();
  return (operation, input) => {
    const token = input['nextToken'] ?? input['NextToken'];
    if (token === undefined) return;
    const page = `${operation} ${token}`;
    times.set(page, (times.get(page) ?? 0) + 1);
    if ((times.get(page) ?? 0) <= SAME_PAGE_MAX) return;
    violations.add(`no listing is followed round and round (${operation})`);
    throw new AwsFault('InternalServerException', 500, 'The function has timed out');
  };
}
