import type { Server } from '../api/client.ts';
import { isSourceServer } from '../words/isSourceServer.ts';
import { type Level, levelOf } from './evidenceLevels.ts';
import { isLate, type Standing } from './standing.ts';

/** What the address of the coverage says: what is shown, and how. */
export interface CoverageQuery {
  view: 'map' | 'table' | 'findings';
  /** Only passes that proved at least this count. */
  evidence: Level | undefined;
  /** Within how many days a server has to be proved; null: as the deployment wants. */
  days: number | null;
  show: (typeof SHOWS)[number];
  region: string | undefined;
  text: string;
  selected: string[];
}

export const SHOWS = ['all', 'overdue', 'never', 'finding'] as const;

const DAYS_MAX = 3650;

/** Reads an address. What it does not know is as if it were not there. */
export function readCoverageQuery(address: URLSearchParams): CoverageQuery {
  const view = address.get('view');
  return {
    view: view === 'table' || view === 'findings' ? view : 'map',
    evidence: levelOf(address.get('evidence')),
    days: daysOf(address.get('days')),
    show: SHOWS.find((one) => one === address.get('show')) ?? 'all',
    region: address.get('region') ?? undefined,
    text: address.get('text') ?? '',
    selected: (address.get('selected') ?? '').split(',').filter(isSourceServer),
  };
}

function daysOf(given: string | null): number | null {
  if (given === null || !/^[1-9]\d{0,3}$/.test(given)) return null;
  return Math.min(Number(given), DAYS_MAX);
}

/** Whether a server is shown. */
export function isShown(server: Server, standing: Standing, { show, region, text }: CoverageQuery): boolean {
  if (region !== undefined && server.site.region !== region) return false;
  if (!SHOWN[show](server, standing)) return false;
  const searched = [server.hostname, server.sourceServerId, server.site.region, server.finding?.error]
    .join('\n')
    .toLowerCase();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => searched.includes(word));
}

const SHOWN: Record<CoverageQuery['show'], (server: Server, standing: Standing) => boolean> = {
  all: () => true,
  overdue: (_, standing) => isLate(standing),
  never: (_, standing) => ['NEVER_PROVED', 'NEVER_DRILLED'].includes(standing),
  finding: ({ finding }) => finding !== null,
};

/** The address of the view in which a drill with these servers is started. */
export function startHref(sourceServerIds: readonly string[]): string {
  return `/start?servers=${sourceServerIds.slice(0, DRILL_SERVERS_MAX).join(',')}`;
}

/** A drill has at most so many servers. */
export const DRILL_SERVERS_MAX = 300;
