import type { Drill } from '../../api/client.ts';

/** Not built yet. */
export function Journal(_: { drill: Drill }) {
  return null;
}
