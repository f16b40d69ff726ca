import { useMemo } from 'react';
import { useReport } from './useReport.ts';

/** What the servers of two drills are called, by their reports; empty until these are read. */
export function useHostnames(drillId: string, otherDrillId: string): ReadonlyMap<string, string> {
  const { body: one } = useReport({ drillId });
  const { body: other } = useReport({ drillId: otherDrillId });
  return useMemo(() => {
    const servers = [...(one?.servers ?? []), ...(other?.servers ?? [])];
    return new Map(
      servers.flatMap(({ sourceServerId, hostname }) => (hostname === null ? [] : [[sourceServerId, hostname]])),
    );
  }, [one, other]);
}
