import type { PlanContent, PlanLine } from '../../flow/ports.ts';
import type { StorePorts } from '../../store/createStore.ts';
import { cursorBehind, type Places, placeIn } from '../../store/history/historyPlaces.ts';
import { canonicalBody, descriptionOf } from '../../store/plans/planItem.ts';
import { planPlaces, versionPlaces } from '../../store/plans/planPlaces.ts';
import type { Rows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** Plans in memory: the same conditions, order and cursors as in DynamoDB. A full page always has a cursor. */
export function createMemoryPlans(rows: Rows, write: Writer): StorePorts['plans'] {
  const stale = () => false;
  return {
    newest: async (name) => {
      const version = rows.plans.get(name);
      return version === undefined ? undefined : versionIn(rows, name, version);
    },
    version: async (name, version) => versionIn(rows, name, version),
    lastVersion: async (name) => rows.planVersions.get(name)?.length ?? 0,
    save: async (content, readVersion) => write('put', () => save(rows, content, readVersion), stale),
    delete: async (name, readVersion) =>
      write('put', () => rows.plans.get(name) === readVersion && rows.plans.delete(name), stale),
    async list(limit, cursor) {
      const place = placeIn(cursor, planPlaces);
      const names = [...rows.plans.keys()].filter((name) => place === null || name > place.name).sort();
      return pageOf(
        names.map((name) => lineOf(versionIn(rows, name, rows.plans.get(name) ?? 0))),
        limit,
        planPlaces,
      );
    },
    async versions(name, limit, cursor) {
      const place = placeIn(cursor, versionPlaces(name));
      const all = (rows.planVersions.get(name) ?? []).map((text): PlanContent => JSON.parse(text)).reverse();
      const rest = all.filter(({ version }) => place === null || version < place.version);
      return pageOf(rest.map(lineOf), limit, versionPlaces(name));
    },
  };
}

function versionIn({ planVersions }: Rows, name: string, version: number): PlanContent | undefined {
  const text = planVersions.get(name)?.[version - 1];
  return text === undefined ? undefined : JSON.parse(text);
}

/** Versions are numbered from 1 without gaps. */
function save({ plans, planVersions }: Rows, content: PlanContent, readVersion: number | undefined): boolean {
  const { name, version, body } = content;
  const kept = planVersions.get(name) ?? [];
  if (plans.get(name) !== readVersion || kept.length !== version - 1) return false;
  plans.set(name, version);
  planVersions.set(name, [...kept, JSON.stringify({ ...content, body: JSON.parse(canonicalBody(body)) })]);
  return true;
}

function lineOf(content: PlanContent | undefined): PlanLine {
  if (content === undefined) throw new Error('a plan has no such version');
  const { body, ...line } = content;
  return { ...line, description: descriptionOf(body) };
}

function pageOf<Place>(all: PlanLine[], limit: number, places: Places<PlanLine, Place>) {
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: items.length < limit || last === undefined ? null : cursorBehind(last, places) };
}
