import type { Schedule } from '../../drill/schedules/schedule.ts';
import type { StorePorts } from '../../store/createStore.ts';
import { cursorBehind, placeIn } from '../../store/history/historyPlaces.ts';
import { schedulePlaces } from '../../store/schedules/schedulePlaces.ts';
import type { Rows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** The schedules of plans in memory: the same conditions, order and cursors as in DynamoDB. */
export function createMemorySchedules(rows: Rows, write: Writer): StorePorts['planSchedules'] {
  const versionOf = (name: string) => rows.schedules.get(name)?.version ?? 0;
  const stale = () => false;
  return {
    async load(name) {
      const row = rows.schedules.get(name);
      return row === undefined
        ? { value: undefined, version: 0 }
        : { value: JSON.parse(row.text), version: row.version };
    },
    save: async (schedule, readVersion) =>
      write(
        'put',
        () => {
          if (versionOf(schedule.name) !== readVersion) return false;
          rows.schedules.set(schedule.name, { text: JSON.stringify(schedule), version: readVersion + 1 });
          return true;
        },
        stale,
      ),
    delete: async (name, readVersion) =>
      write('put', () => readVersion > 0 && versionOf(name) === readVersion && rows.schedules.delete(name), stale),
    async list(limit, cursor) {
      const place = placeIn(cursor, schedulePlaces);
      const names = [...rows.schedules.keys()].sort().filter((name) => place === null || name > place.name);
      const items = names.slice(0, limit).map((name): Schedule => JSON.parse(rows.schedules.get(name)?.text ?? ''));
      const last = items.at(-1);
      return { items, cursor: items.length < limit || last === undefined ? null : cursorBehind(last, schedulePlaces) };
    },
  };
}
