import type { WorldState } from './state.ts';

/** Every call made to the simulated AWS, including failed ones, counted under `service:Operation`. */
export interface CallLog {
  total(): Record<string, number>;
  /** The calls made for one drill. */
  ofDrill(drillId: string): Record<string, number>;
  /** Sets the drill that the following calls are made for. A call may name another one itself. */
  attribute(drillId: string | undefined): void;
}

/** A call log that keeps its counts in the world's state. */
export function createCallLog(state: WorldState): CallLog & { count(key: string, drillId: string | undefined): void } {
  let current: string | undefined;
  return {
    total: () => ({ ...state.calls.total }),
    ofDrill: (drillId) => ({ ...state.calls.byDrill[drillId] }),
    attribute: (drillId) => {
      current = drillId;
    },
    count: (key, named) => {
      add(state.calls.total, key);
      const drillId = named ?? current;
      if (drillId === undefined) return;
      state.calls.byDrill[drillId] ??= {};
      add(state.calls.byDrill[drillId], key);
    },
  };
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
