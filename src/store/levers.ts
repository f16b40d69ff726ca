import { createConversions } from 'electrodb';
import type { Site } from '../drill/drill.ts';
import type { LeverMove, LeverRecord } from '../drill/lever.ts';
import type { HistoryPage, Levers } from '../flow/ports.ts';
import { cancelled } from './canceledSave.ts';
import type { Tables } from './entities.ts';
import { cursorBehind, movePlaces, placeIn } from './history/historyPlaces.ts';
import { readable, SCHEMA } from './schema.ts';

/** Levers and their history in DynamoDB. */
export function createLevers(tables: Tables): Levers {
  return {
    load: (site) => load(tables, site),
    save: (record, readVersion, move) => save(tables, record, readVersion, move),
    moves: (limit, cursor) => moves(tables, limit, cursor),
  };
}

async function load({ entities }: Tables, { accountId, region }: Site): ReturnType<Levers['load']> {
  const { data } = await entities.lever.get({ accountId, region }).go({ consistent: true });
  if (data !== null) {
    const { record, version } = readable(data, `The lever of ${accountId} ${region}`);
    return { record: JSON.parse(record) as LeverRecord, version };
  }
  const { data: site } = await entities.site.get({ accountId, region }).go({ consistent: true });
  const earlier = site === null ? {} : JSON.parse(readable(site, `Site ${accountId} ${region}`).record);
  return { record: leverInSite({ ...earlier, accountId, region }), version: 0 };
}

/** The lever where an earlier version kept it. */
export function leverInSite({ accountId, region, lever, released }: Omit<LeverRecord, 'schema'>): LeverRecord {
  return { schema: 2, accountId, region, ...(lever && { lever }), ...(released && { released }) };
}

async function save(
  tables: Tables,
  ...[record, readVersion, move]: Parameters<Levers['save']>
): ReturnType<Levers['save']> {
  const { accountId, region } = record;
  const item = { accountId, region, schema: SCHEMA, version: readVersion + 1, record: JSON.stringify(record) };
  const { at, moveId } = move;
  const written = await tables.transaction
    .write(({ lever, leverMove }) => [
      readVersion === 0
        ? lever.create(item).commit()
        : lever
            .put(item)
            .where(({ version }, { eq }) => eq(version, readVersion))
            .commit(),
      leverMove.create({ levers: 'all', at, moveId, schema: SCHEMA, move: JSON.stringify(move) }).commit(),
    ])
    .go({ token: moveId });
  if (!written.canceled) return true;
  const codes = written.data.map(({ code }) => code);
  if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return false;
  throw cancelled(`Moving the lever of ${accountId} ${region}`, codes);
}

async function moves({ entities }: Tables, limit: number, cursor?: string): Promise<HistoryPage<LeverMove>> {
  const { leverMove } = entities;
  const place = placeIn(cursor, movePlaces);
  const page = await leverMove.query.primary({ levers: 'all' }).go({
    order: 'desc',
    limit,
    pages: 1,
    cursor:
      place && createConversions(leverMove).byAccessPattern.primary.fromComposite.toCursor({ levers: 'all', ...place }),
  });
  const items = page.data.map((item) => JSON.parse(readable(item, `Move ${item.moveId}`).move) as LeverMove);
  const last = items.at(-1);
  return { items, cursor: page.cursor === null || last === undefined ? null : cursorBehind(last, movePlaces) };
}
