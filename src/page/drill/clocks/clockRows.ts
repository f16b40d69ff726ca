import type { Drill, DrilledServer } from '../../api/client.ts';
import { type HoldOverrun, holdOverrun } from './holdOverrun.ts';

/** A server with its clocks. */
export interface ClockRow extends DrilledServer {
  /** The host name, or the id. */
  name: string;
  overrun: HoldOverrun;
}

export function clockRows(drill: Drill, hostnames: ReadonlyMap<string, string>): ClockRow[] {
  return drill.servers.map((server) => ({
    ...server,
    name: hostnames.get(server.sourceServerId) ?? server.sourceServerId,
    overrun: holdOverrun(drill, server),
  }));
}

/** The ends of the scales on which all bars are drawn: a little more than the longest measure and the objective. */
export function scalesOf(
  rows: readonly Pick<DrilledServer, 'recoveryTime' | 'recoveryPoint'>[],
  { recoveryTimeSeconds = 0, recoveryPointSeconds = 0 }: Drill['terms']['objectives'],
): { timeSeconds: number; pointSeconds: number } {
  const longest = (measures: (number | null)[], objective: number) =>
    Math.max(1, objective, ...measures.map((seconds) => seconds ?? 0)) * MARGIN;
  return {
    timeSeconds: longest(
      rows.map(({ recoveryTime }) => recoveryTime.seconds),
      recoveryTimeSeconds,
    ),
    pointSeconds: longest(
      rows.map(({ recoveryPoint }) => recoveryPoint.seconds),
      recoveryPointSeconds,
    ),
  };
}

const MARGIN = 1.1;
