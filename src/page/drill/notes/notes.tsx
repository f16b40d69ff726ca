import type { Drill } from '../../api/client.ts';

/** Not built yet. */
export function Notes(_: { drill: Drill }) {
  return null;
}
