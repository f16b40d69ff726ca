import type { Drill } from '../../api/client.ts';

/** Not built yet. */
export function Clocks(_: { drill: Drill }) {
  return null;
}
