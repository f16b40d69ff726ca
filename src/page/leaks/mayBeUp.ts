import type { Drill } from '../api/client.ts';

/** How many instances of a drill may be up: those that are not proved gone, or what it says that it waits with. */
export function mayBeUp({ servers, waits }: Pick<Drill, 'servers' | 'waits'>): number {
  const unproven = servers.filter(({ instanceId, gone }) => instanceId !== null && gone === null).length;
  return Math.max(unproven, waits?.instancesUp ?? 0);
}
