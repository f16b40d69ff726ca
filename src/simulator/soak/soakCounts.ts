import type { SummaryView } from '../../api/views/summaryView.ts';
import { DRILLED_OUTCOMES } from '../../drill/drill.ts';
import type { LocalWorld } from '../local/localWorld.ts';

/** Checks, after all dead letters were redriven, that each ended drill counts once in its Region and per server. */
export async function countedWrongly(local: LocalWorld, listed: ReadonlyMap<string, SummaryView>): Promise<string[]> {
  const ended = [...listed.values()].filter(({ phase }) => phase === 'ENDED');
  const { statistics } = await read<Statistics>(local, '/v1/statistics?by=region&limit=100');
  const outcomes = DRILLED_OUTCOMES.map((outcome) => {
    const counted = statistics.reduce((sum, { drills }) => sum + (drills.byOutcome[outcome] ?? 0), 0);
    return { outcome, counted, have: ended.filter((drill) => drill.outcome === outcome).length };
  });
  const servers = await read<Statistics>(local, '/v1/statistics?by=server&limit=100');
  const inServers = servers.statistics.reduce((sum, { drills }) => sum + drills.total, 0);
  const inRegions = statistics.reduce((sum, { trials }) => sum + trials, 0);
  return [
    ...outcomes
      .filter(({ counted, have }) => counted !== have)
      .map((one) => `every ended drill is counted once (${one.outcome}: ${one.have} ended, ${one.counted} counted)`),
    ...(servers.cursor === null && inServers !== inRegions
      ? [`every server of a drill is counted once (${inRegions} by Region, ${inServers} by server)`]
      : []),
  ];
}

interface Statistics {
  statistics: { trials: number; drills: { total: number; byOutcome: Record<string, number> } }[];
  cursor: string | null;
}

async function read<Document>({ apiUrl }: LocalWorld, path: string): Promise<Document> {
  for (;;) {
    const response = await fetch(`${apiUrl}${path}`);
    if (response.ok) return (await response.json()) as Document;
  }
}
