import { createConversions } from 'electrodb';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import type { HistoryPage, PlanSchedules } from '../../flow/ports.ts';
import { isConditionFailure } from '../conditionFailure.ts';
import type { Tables } from '../entities.ts';
import { cursorBehind, placeIn } from '../history/historyPlaces.ts';
import { readable, SCHEMA } from '../schema.ts';
import { schedulePlaces } from './schedulePlaces.ts';

/** The schedules of plans in DynamoDB. */
export function createPlanSchedules(tables: Tables): PlanSchedules {
  const { schedule: item } = tables.entities;
  return {
    async load(name) {
      const { data } = await item.get({ schedules: 'all', name }).go({ consistent: true });
      if (data === null) return { value: undefined, version: 0 };
      const { schedule, version } = readable(data, `Schedule ${name}`);
      return { value: JSON.parse(schedule) as Schedule, version };
    },
    async save(schedule, readVersion) {
      const { name } = schedule;
      const kept = { name, schema: SCHEMA, version: readVersion + 1, schedule: JSON.stringify(schedule) };
      const saved =
        readVersion === 0
          ? item.create(kept).go()
          : item
              .put(kept)
              .where(({ version }, { eq }) => eq(version, readVersion))
              .go();
      return isDone(saved);
    },
    async delete(name, readVersion) {
      const onVersion = item.delete({ schedules: 'all', name });
      return isDone(onVersion.where(({ version }, { eq }) => eq(version, readVersion)).go());
    },
    list: (limit, cursor) => list(tables, limit, cursor),
  };
}

async function isDone(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

async function list({ entities }: Tables, limit: number, cursor?: string): Promise<HistoryPage<Schedule>> {
  const place = placeIn(cursor, schedulePlaces);
  const { primary } = createConversions(entities.schedule).byAccessPattern;
  const page = await entities.schedule.query.primary({ schedules: 'all' }).go({
    limit,
    pages: 1,
    cursor: place && primary.fromComposite.toCursor({ schedules: 'all', ...place }),
  });
  const items = page.data.map((one) => JSON.parse(readable(one, `Schedule ${one.name}`).schedule) as Schedule);
  const last = items.at(-1);
  return { items, cursor: page.cursor === null || last === undefined ? null : cursorBehind(last, schedulePlaces) };
}
