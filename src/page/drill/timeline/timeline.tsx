import type { Drill } from '../../api/client.ts';

/** Not built yet. */
export function Timeline(_: { drill: Drill }) {
  return null;
}
