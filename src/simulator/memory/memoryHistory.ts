import type { Quantities } from '../../drill/forecast.ts';
import type { Change, Counted, History, HistoryPage, LineChange } from '../../flow/ports.ts';
import { coverageRank, findingOf, type ServerLine } from '../../history/coverage.ts';
import { emptyStatistic, regressionIn, type Statistic, type StatisticKey } from '../../history/statistic.ts';
import type { Trial } from '../../history/trials.ts';
import {
  cursorBehind,
  findingPlaces,
  type Places,
  placeIn,
  regressionPlaces,
  serverPlaces,
  statisticPlaces,
  trialPlaces,
} from '../../store/history/historyPlaces.ts';

/** The history of ended drills in the in-memory table, all as JSON. */
interface HistoryRows {
  trials: Map<string, string>;
  servers: Map<string, { text: string; version: number }>;
  statistics: Map<string, { text: string; version: number }>;
  counted: Map<string, string>;
}

/** Commits a write subject to the table's faults. */
type Write = <Result>(commit: () => Result, onConflict: () => Result) => Result;

/**
 * The history of drills, in memory: the same conditions, order and cursors as in DynamoDB. A full page always has a
 * cursor, and nothing expires.
 */
export function createMemoryHistory(write: Write): History {
  const rows: HistoryRows = { trials: new Map(), servers: new Map(), statistics: new Map(), counted: new Map() };
  const conflict = () => 'STALE' as const;
  return {
    async begin(trials) {
      write(
        () => {
          for (const trial of trials)
            if (!rows.trials.has(trialKey(trial))) rows.trials.set(trialKey(trial), keptTrial(trial));
        },
        () => {
          throw new Error('TransactionConflictException: begin');
        },
      );
    },
    loadStatistics: async (keys) => keys.map((key) => loadStatistic(rows, key)),
    countDrill: async (drillId, statistics, used) => write(() => countDrill(rows, drillId, statistics, used), conflict),
    async used(drillId) {
      const text = rows.counted.get(drillId);
      return text === undefined ? undefined : (JSON.parse(text) as Quantities);
    },
    loadServer: async (sourceServerId) => loadServer(rows, sourceServerId),
    countTrial: async (trial, of) => write(() => countTrial(rows, trial, of), conflict),
    saveServer: async (line) =>
      write(
        () => {
          if (!isCurrentLine(rows, line)) return false;
          setLine(rows, line);
          return true;
        },
        () => false,
      ),
    ...createLists(rows),
  };
}

/** Like the table, it keeps who was at fault with the server and not with the trial. */
function keptTrial({ atFault: _, ...kept }: Trial): string {
  return JSON.stringify(kept);
}

function trialKey({ sourceServerId, requestedAt, drillId }: Trial): string {
  return `${sourceServerId} ${requestedAt} ${drillId}`;
}

function loadStatistic(rows: HistoryRows, key: StatisticKey) {
  const row = rows.statistics.get(statisticKey(key));
  if (row === undefined) return { value: emptyStatistic(key), version: 0 };
  return { value: JSON.parse(row.text) as Statistic, version: row.version };
}

function loadServer(rows: HistoryRows, sourceServerId: string) {
  const row = rows.servers.get(sourceServerId);
  if (row === undefined) return { value: undefined, version: 0 };
  return { value: JSON.parse(row.text) as ServerLine, version: row.version };
}

function countDrill(rows: HistoryRows, ...[drillId, statistics, used]: Parameters<History['countDrill']>): Counted {
  if (rows.counted.has(drillId)) return 'ALREADY';
  if (!statistics.every((change) => isCurrent(rows, change))) return 'STALE';
  rows.counted.set(drillId, JSON.stringify(used));
  for (const change of statistics) setStatistic(rows, change);
  return 'COUNTED';
}

function countTrial(rows: HistoryRows, ...[trial, of]: Parameters<History['countTrial']>): Counted {
  const key = trialKey(trial);
  const kept = rows.trials.get(key);
  if (kept !== undefined && (JSON.parse(kept) as Trial).endedAt !== null) return 'ALREADY';
  if (typeof of !== 'string' && !(isCurrent(rows, of.statistic) && isCurrentLine(rows, of.line))) return 'STALE';
  rows.trials.set(key, keptTrial(trial));
  if (typeof of === 'string') return 'COUNTED';
  setStatistic(rows, of.statistic);
  setLine(rows, of.line);
  return 'COUNTED';
}

function isCurrent(rows: HistoryRows, { read, value }: Change<Statistic>): boolean {
  return (rows.statistics.get(statisticKey(value))?.version ?? 0) === read.version;
}

function isCurrentLine(rows: HistoryRows, { read, value }: LineChange): boolean {
  return (rows.servers.get(value.sourceServerId)?.version ?? 0) === read.version;
}

function setStatistic(rows: HistoryRows, { read, value }: Change<Statistic>): void {
  rows.statistics.set(statisticKey(value), { text: JSON.stringify(value), version: read.version + 1 });
}

function setLine(rows: HistoryRows, { read, value }: LineChange): void {
  rows.servers.set(value.sourceServerId, { text: JSON.stringify(value), version: read.version + 1 });
}

function statisticKey({ by, key }: StatisticKey): string {
  return `${by} ${key}`;
}

type Lists = Pick<History, 'trials' | 'servers' | 'findings' | 'statistics' | 'regressions'>;

function createLists(rows: HistoryRows): Lists {
  return {
    trials: async (...args) => trials(rows, ...args),
    async servers(site, limit, cursor, before = Number.POSITIVE_INFINITY) {
      const isHere = (one: ServerLine) =>
        one.site.accountId === site.accountId && one.site.region === site.region && coverageRank(one) < before;
      return pageOf(linesIn(rows).filter(isHere), serverPlaces(site), 'asc', limit, cursor);
    },
    async findings(limit, cursor) {
      const found = linesIn(rows).flatMap((line) => findingOf(line) ?? []);
      return pageOf(found, findingPlaces, 'desc', limit, cursor);
    },
    statistics: async (...args) => statistics(rows, ...args),
    async regressions(limit, cursor) {
      const found = statisticsIn(rows).flatMap((one) => regressionIn(one) ?? []);
      return pageOf(found, regressionPlaces, 'desc', limit, cursor);
    },
  };
}

function trials(rows: HistoryRows, ...[sourceServerId, range, limit, cursor]: Parameters<Lists['trials']>) {
  const { from, to } = range;
  const mine = [...rows.trials.values()]
    .map((text) => JSON.parse(text) as Trial)
    .filter((trial) => trial.sourceServerId === sourceServerId)
    .filter(({ requestedAt }) => requestedAt >= (from ?? 0) && requestedAt < (to ?? Number.POSITIVE_INFINITY));
  return pageOf(mine, trialPlaces(sourceServerId, range), 'desc', limit, cursor);
}

function statistics(rows: HistoryRows, ...[by, range, limit, cursor]: Parameters<Lists['statistics']>) {
  const { from, to } = range;
  const mine = statisticsIn(rows)
    .filter((one) => one.by === by)
    .filter(({ key }) => (from === null || key >= from) && (to === null || key <= to));
  return pageOf(mine, statisticPlaces(by, range), by === 'day' ? 'desc' : 'asc', limit, cursor);
}

function linesIn(rows: HistoryRows): ServerLine[] {
  return [...rows.servers.values()].map(({ text }) => JSON.parse(text));
}

function statisticsIn(rows: HistoryRows): Statistic[] {
  return [...rows.statistics.values()].map(({ text }) => JSON.parse(text));
}

function pageOf<Item, Place extends object>(
  all: Item[],
  places: Places<Item, Place>,
  order: 'asc' | 'desc',
  limit: number,
  cursor: string | undefined,
): HistoryPage<Item> {
  const direction = order === 'asc' ? 1 : -1;
  const place = placeIn(cursor, places);
  const rest = all
    .map((item) => ({ item, key: sortKey(places.of(item)) }))
    .filter(({ key }) => place === null || Buffer.compare(key, sortKey(place)) * direction > 0)
    .sort((a, b) => Buffer.compare(a.key, b.key) * direction);
  const items = rest.slice(0, limit).map(({ item }) => item);
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, cursor: last === undefined ? null : cursorBehind(last, places) };
}

/** DynamoDB sorts strings by their bytes, and all instants have the same number of digits. */
function sortKey(place: object): Buffer {
  const members: unknown[] = Object.values(place);
  return Buffer.from(members.map((one) => (typeof one === 'number' ? String(one).padStart(15, '0') : one)).join('#'));
}
