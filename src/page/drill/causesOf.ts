import type { Drill } from '../api/client.ts';
import { serverRows } from './servers/serverRow.ts';

/** What went wrong with servers of a drill, as in `demo-006: Conversion failed`: the first few, and how many more. */
export function causesOf(drill: Drill, hostnames: ReadonlyMap<string, string>): string[] {
  const all = serverRows(drill, hostnames).flatMap(({ hostname, sourceServerId, problems: [first] }) =>
    first === undefined ? [] : [`${hostname === '' ? sourceServerId : hostname}: ${first}`],
  );
  const others = all.length - CAUSES_MAX;
  return others <= 0 ? all : [...all.slice(0, CAUSES_MAX), `${others} more, in the table of servers.`];
}

const CAUSES_MAX = 3;
