import type { Drill } from '../../api/client.ts';

/** Not built yet. */
export function Evidence(_: { drill: Drill }) {
  return null;
}
