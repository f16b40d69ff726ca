import type { Site } from '../../drill/drill.ts';
import type { LeverMove, LeverRecord } from '../../drill/lever.ts';
import type { StorePorts } from '../../store/createStore.ts';
import { cursorBehind, movePlaces, placeIn } from '../../store/history/historyPlaces.ts';
import { leverInSite } from '../../store/levers.ts';
import { type Rows, siteKey } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/**
 * Levers and their history in memory: the same conditions, order and cursors as in DynamoDB. A full page always has a
 * cursor.
 */
export function createMemoryLevers(rows: Rows, write: Writer): StorePorts['levers'] {
  return {
    load: async (site) => load(rows, site),
    save: async (record, readVersion, move) =>
      write(
        'put',
        () => save(rows, record, readVersion, move),
        () => false,
      ),
    async moves(limit, cursor) {
      const place = placeIn(cursor, movePlaces);
      const newest = rows.moves.map((text): LeverMove => JSON.parse(text)).sort((a, b) => compare(b, a));
      const items = newest.filter((move) => place === null || compare(move, place) < 0).slice(0, limit);
      const last = items.at(-1);
      return { items, cursor: items.length < limit || last === undefined ? null : cursorBehind(last, movePlaces) };
    },
  };
}

type Place = Pick<LeverMove, 'at' | 'moveId'>;

function compare(one: Place, other: Place): number {
  return one.at - other.at || (one.moveId < other.moveId ? -1 : Number(one.moveId > other.moveId));
}

function load(rows: Rows, site: Site): { record: LeverRecord; version: number } {
  const row = rows.levers.get(siteKey(site));
  if (row !== undefined) return { record: JSON.parse(row.text), version: row.version };
  const earlier = JSON.parse(rows.sites.get(siteKey(site))?.text ?? '{}');
  return { record: leverInSite({ ...earlier, accountId: site.accountId, region: site.region }), version: 0 };
}

function save(rows: Rows, record: LeverRecord, readVersion: number, move: LeverMove): boolean {
  if (load(rows, record).version !== readVersion) return false;
  rows.levers.set(siteKey(record), { text: JSON.stringify(record), version: readVersion + 1 });
  rows.moves.push(JSON.stringify(move));
  return true;
}
