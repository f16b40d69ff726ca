import { createConversions } from 'electrodb';
import type { HistoryPage, PlanContent, PlanLine, Plans } from '../../flow/ports.ts';
import { cancelled } from '../canceledSave.ts';
import { isConditionFailure } from '../conditionFailure.ts';
import type { Tables } from '../entities.ts';
import { cursorBehind, placeIn } from '../history/historyPlaces.ts';
import { known } from '../omitEmpty.ts';
import { readable, SCHEMA } from '../schema.ts';
import { canonicalBody, descriptionOf } from './planItem.ts';
import { planPlaces, versionPlaces } from './planPlaces.ts';

/** Plans and their versions in DynamoDB. */
export function createPlans(tables: Tables): Plans {
  return {
    newest: (name) => newest(tables, name),
    version: (name, version) => loadVersion(tables, name, version),
    lastVersion: (name) => lastVersion(tables, name),
    save: (content, readVersion) => save(tables, content, readVersion),
    delete: (name, readVersion) => remove(tables, name, readVersion),
    list: (limit, cursor) => list(tables, limit, cursor),
    versions: (name, limit, cursor) => versions(tables, name, limit, cursor),
  };
}

async function newest(tables: Tables, name: string): Promise<PlanContent | undefined> {
  const { data } = await tables.entities.plan.get({ plans: 'all', name }).go({ consistent: true });
  return data === null ? undefined : loadVersion(tables, name, readable(data, `Plan ${name}`).version);
}

async function loadVersion({ entities }: Tables, plan: string, version: number): Promise<PlanContent | undefined> {
  const { data } = await entities.planVersion.get({ plan, version }).go({ consistent: true });
  if (data === null) return undefined;
  const { hash, body, by, at } = readable(data, `Version ${version} of the plan ${plan}`);
  return { name: plan, version, hash, body: JSON.parse(body), by, at };
}

async function lastVersion({ entities }: Tables, plan: string): Promise<number> {
  const { data } = await entities.planVersion.query
    .primary({ plan })
    .go({ order: 'desc', limit: 1, pages: 1, consistent: true });
  return data[0]?.version ?? 0;
}

async function save(tables: Tables, content: PlanContent, readVersion: number | undefined): Promise<boolean> {
  const { name, version, hash, body, by, at } = content;
  const line = { version, schema: SCHEMA, hash, by, at, ...known({ description: descriptionOf(body) }) };
  const head = { plans: 'all' as const, name, ...line };
  const written = await tables.transaction
    .write(({ plan, planVersion }) => [
      readVersion === undefined
        ? plan.create(head).commit()
        : plan
            .put(head)
            .where(({ version: kept }, { eq }) => eq(kept, readVersion))
            .commit(),
      planVersion.create({ plan: name, ...line, body: canonicalBody(body) }).commit(),
    ])
    .go();
  if (!written.canceled) return true;
  const codes = written.data.map(({ code }) => code);
  if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return false;
  throw cancelled(`Saving the plan ${name}`, codes);
}

async function remove({ entities }: Tables, name: string, readVersion: number): Promise<boolean> {
  const removed = entities.plan.delete({ plans: 'all', name }).where(({ version }, { eq }) => eq(version, readVersion));
  try {
    await removed.go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

async function list({ entities }: Tables, limit: number, cursor?: string): Promise<HistoryPage<PlanLine>> {
  const { plan } = entities;
  const place = placeIn(cursor, planPlaces);
  const page = await plan.query.primary({ plans: 'all' }).go({
    limit,
    pages: 1,
    cursor: place && createConversions(plan).byAccessPattern.primary.fromComposite.toCursor({ plans: 'all', ...place }),
  });
  const items = page.data.map((item) => lineOf(item.name, readable(item, `Plan ${item.name}`)));
  const last = items.at(-1);
  return { items, cursor: page.cursor === null || last === undefined ? null : cursorBehind(last, planPlaces) };
}

async function versions(
  { entities }: Tables,
  name: string,
  limit: number,
  cursor?: string,
): Promise<HistoryPage<PlanLine>> {
  const { planVersion } = entities;
  const places = versionPlaces(name);
  const place = placeIn(cursor, places);
  const page = await planVersion.query.primary({ plan: name }).go({
    order: 'desc',
    limit,
    pages: 1,
    cursor:
      place && createConversions(planVersion).byAccessPattern.primary.fromComposite.toCursor({ plan: name, ...place }),
  });
  const items = page.data.map((item) => lineOf(name, readable(item, `Version ${item.version} of the plan ${name}`)));
  const last = items.at(-1);
  return { items, cursor: page.cursor === null || last === undefined ? null : cursorBehind(last, places) };
}

function lineOf(name: string, item: Omit<PlanLine, 'name' | 'description'> & { description?: string }): PlanLine {
  const { version, hash, description = null, by, at } = item;
  return { name, version, hash, description, by, at };
}
