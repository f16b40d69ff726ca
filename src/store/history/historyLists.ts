import { createConversions } from 'electrodb';
import type { Instant } from '../../drill/drill.ts';
import type { History, HistoryPage } from '../../flow/ports.ts';
import type { Finding, ServerLine } from '../../history/coverage.ts';
import type { KeptRegression, Statistic } from '../../history/statistic.ts';
import type { Tables } from '../entities.ts';
import { readable } from '../schema.ts';
import {
  cursorBehind,
  findingPlaces,
  placeIn,
  regressionPlaces,
  serverPlaces,
  statisticPlaces,
  trialPlaces,
} from './historyPlaces.ts';
import { trialOfItem } from './trialItem.ts';

type Lists = Pick<History, 'trials' | 'servers' | 'findings' | 'statistics' | 'regressions'>;

/**
 * The lists of the history. Each reads only the items that it returns, and continues after the place that its cursor
 * names.
 */
export function createHistoryLists(tables: Tables): Lists {
  return {
    trials: (...args) => trials(tables, ...args),
    servers: (...args) => servers(tables, ...args),
    findings: (...args) => findings(tables, ...args),
    statistics: (...args) => statistics(tables, ...args),
    regressions: (...args) => regressions(tables, ...args),
  };
}

type Arguments<Name extends keyof Lists> = Parameters<Lists[Name]>;

async function trials(
  tables: Tables,
  ...[sourceServerId, range, limit, cursor]: Arguments<'trials'>
): ReturnType<Lists['trials']> {
  const { trial } = tables.entities;
  const places = trialPlaces(sourceServerId, range);
  const place = placeIn(cursor, places);
  const page = await trial.query
    .primary({ sourceServerId })
    // Both ends are complete keys, because the partition has other items too; no id is as small as the empty one.
    .between(endOf(range.from ?? 0), endOf(range.to ?? INSTANT_MAX))
    .go({
      order: 'desc',
      limit,
      pages: 1,
      cursor:
        place && createConversions(trial).byAccessPattern.primary.fromComposite.toCursor({ sourceServerId, ...place }),
    });
  return pageOf(page.data.map(trialOfItem), page.cursor, (last) => cursorBehind(last, places));
}

/** The number of digits of every instant in a key. */
const INSTANT_MAX = 999_999_999_999_999;

function endOf(requestedAt: Instant): { requestedAt: Instant; drillId: string } {
  return { requestedAt: Math.max(requestedAt, 0), drillId: '' };
}

async function servers(
  tables: Tables,
  ...[site, limit, cursor, before]: Arguments<'servers'>
): ReturnType<Lists['servers']> {
  const { server } = tables.entities;
  const { accountId, region } = site;
  const places = serverPlaces(site);
  const place = placeIn(cursor, places);
  const all = server.query.coverage({ accountId, region });
  const page = await (before === undefined ? all : all.lt({ passedAt: before })).go({
    limit,
    pages: 1,
    cursor:
      place &&
      createConversions(server).byAccessPattern.coverage.fromComposite.toCursor({ accountId, region, ...place }),
  });
  const lines = page.data.map(
    (item) => JSON.parse(readable(item, `Source server ${item.sourceServerId}`).line) as ServerLine,
  );
  return pageOf(lines, page.cursor, (last) => cursorBehind(last, places));
}

async function findings(tables: Tables, ...[limit, cursor]: Arguments<'findings'>): ReturnType<Lists['findings']> {
  const { finding } = tables.entities;
  const place = placeIn(cursor, findingPlaces);
  const page = await finding.query.newest({}).go({
    order: 'desc',
    limit,
    pages: 1,
    cursor: place && createConversions(finding).byAccessPattern.newest.fromComposite.toCursor(place),
  });
  const found = page.data.map(
    (item) => JSON.parse(readable(item, `The finding of ${item.sourceServerId}`).finding) as Finding,
  );
  return pageOf(found, page.cursor, (last) => cursorBehind(last, findingPlaces));
}

async function statistics(
  tables: Tables,
  ...[by, range, limit, cursor]: Arguments<'statistics'>
): ReturnType<Lists['statistics']> {
  const { statistic } = tables.entities;
  const places = statisticPlaces(by, range);
  const place = placeIn(cursor, places);
  const all = statistic.query.primary({ by });
  const { from, to } = range;
  const args = from === null && to === null ? all : all.between({ key: from ?? '' }, { key: to ?? '9999-12-31' });
  const page = await args.go({
    order: by === 'day' ? 'desc' : 'asc',
    limit,
    pages: 1,
    cursor: place && createConversions(statistic).byAccessPattern.primary.fromComposite.toCursor({ by, ...place }),
  });
  const kept = page.data.map(
    (item) => JSON.parse(readable(item, `The statistic of ${item.by} ${item.key}`).statistic) as Statistic,
  );
  return pageOf(kept, page.cursor, (last) => cursorBehind(last, places));
}

async function regressions(
  tables: Tables,
  ...[limit, cursor]: Arguments<'regressions'>
): ReturnType<Lists['regressions']> {
  const { regression } = tables.entities;
  const place = placeIn(cursor, regressionPlaces);
  const page = await regression.query.newest({}).go({
    order: 'desc',
    limit,
    pages: 1,
    cursor: place && createConversions(regression).byAccessPattern.newest.fromComposite.toCursor(place),
  });
  const kept = page.data.map(
    (item) => JSON.parse(readable(item, `The regression of ${item.by} ${item.key}`).regression) as KeptRegression,
  );
  return pageOf(kept, page.cursor, (last) => cursorBehind(last, regressionPlaces));
}

/** DynamoDB says whether there may be more. Our own cursor says where, so callers never see keys. */
function pageOf<Item>(items: Item[], more: string | null, behind: (last: Item) => string): HistoryPage<Item> {
  const last = items.at(-1);
  return { items, cursor: more === null || last === undefined ? null : behind(last) };
}
