import type { Change, Kept as KeptValue, Ports } from '../src/flow/ports.ts';
import type { Statistic } from '../src/history/statistic.ts';
import type { StorePorts } from '../src/store/createStore.ts';
import { type Counts, tally } from './counts.ts';
import { bytes, ITEM } from './itemSizes.ts';
import { type Kept, readUnits, type SiteSizes, unitsOfSave, writeUnits } from './requestUnits.ts';
import type { Running } from './world.ts';

/** What the table contains, as far as the units of the next write depend on it. */
export interface Meter {
  drills: Map<string, Kept>;
  sites: SiteSizes;
}

/** The table in memory as one invocation uses it: every call takes time, and DynamoDB's request units are counted. */
export function meteredTable(store: StorePorts, meter: Meter, counts: Counts, { takes }: Running): StorePorts {
  const read = async <Value>(
    what: string,
    answer: Promise<Value>,
    bytesOf: (value: Value) => number,
    isConsistent = true,
  ) => {
    const value = await answer;
    const units = readUnits(bytesOf(value), isConsistent);
    counts.readUnits += units;
    tally(counts.unitsOf, `read ${what}`, units);
    await takes('table');
    return value;
  };
  /** A place where an older version may have left items: read in the same call, and usually empty. */
  const alsoRead = (what: string) => {
    const units = readUnits(0, true);
    counts.readUnits += units;
    tally(counts.unitsOf, `read ${what}`, units);
  };
  const write = async <Value>(units: Record<string, number>, wrote: Promise<Value>) => {
    const value = await wrote;
    for (const [what, spent] of Object.entries(units)) {
      counts.writeUnits += spent;
      tally(counts.unitsOf, `write ${what}`, spent);
    }
    await takes('table');
    return value;
  };
  return {
    ...store,
    drills: meteredDrills(store, meter, read, write),
    inbox: {
      put: (drillId, key, deliveryId, input) =>
        write(
          { inbox: writeUnits(ITEM.inbox(key, JSON.stringify(input))) },
          store.inbox.put(drillId, key, deliveryId, input),
        ),
      unread: (drillId, limit) => {
        alsoRead('older inbox');
        return read('inbox', store.inbox.unread(drillId, limit), (found) =>
          sizes(found, ({ inboxId, input }) => ITEM.inbox(inboxId, JSON.stringify(input))),
        );
      },
      discard: (drillId, ids) => write({ inbox: ids.length }, store.inbox.discard(drillId, ids)),
    },
    effects: {
      load: (drillId, effectId) =>
        read('effect', store.effects.load(drillId, effectId), (found) =>
          found === undefined ? 0 : ITEM.effect(JSON.stringify(found.effect)),
        ),
      take: (drillId, effectId, takerId, at) =>
        write(
          { effects: writeUnits(meter.drills.get(drillId)?.effects.get(effectId) ?? 0) },
          store.effects.take(drillId, effectId, takerId, at),
        ),
    },
    instances: { find: (site, id) => read('instance', store.instances.find(site, id), () => ITEM.small) },
    sites: {
      ...store.sites,
      load: (site) => read('site', store.sites.load(site), ({ record }) => ITEM.site(JSON.stringify(record))),
      pausedUntil: (site) => read('pace', store.sites.pausedUntil(site), () => ITEM.small, false),
    },
    history: meteredHistory(store.history, read, write),
  };
}

type Read = <Value>(
  what: string,
  answer: Promise<Value>,
  bytesOf: (value: Value) => number,
  isConsistent?: boolean,
) => Promise<Value>;
type Write = <Value>(units: Record<string, number>, wrote: Promise<Value>) => Promise<Value>;

/** DynamoDB queries each of the four shards for overdue drills (src/store/drills.ts). */
const OVERDUE_SHARDS = 4;

function meteredDrills({ drills }: StorePorts, meter: Meter, read: Read, write: Write): Ports['drills'] {
  return {
    ...drills,
    load: (drillId) => read('record', drills.load(drillId), () => meter.drills.get(drillId)?.recordBytes ?? 0),
    save: async (save) => {
      const { drillId } = save.drill;
      const { units, kept } = unitsOfSave(save, meter.drills.get(drillId), meter.sites);
      const saved = await write(units, drills.save(save));
      if (saved.result === 'SAVED') meter.drills.set(drillId, kept);
      return saved;
    },
    overdue: (before, limit) =>
      read('overdue', drills.overdue(before, limit), (ids) => Math.max(ids.length * 200, 4096 * OVERDUE_SHARDS), false),
    journal: (drillId, from, limit) =>
      read('journal', drills.journal(drillId, from, limit), (entries) =>
        sizes(entries, ({ cause, facts, seq }) => ITEM.journal(cause, JSON.stringify(facts), { seq, part: 0 })),
      ),
  };
}

function meteredHistory(history: Ports['history'], read: Read, write: Write): Ports['history'] {
  return {
    ...history,
    begin: (trials) =>
      write({ trials: trials.reduce((sum, trial) => sum + writeUnits(ITEM.trial(trial)), 0) }, history.begin(trials)),
    loadStatistics: async (keys) => {
      const found = await Promise.all(
        keys.map((key) => read('statistic', history.loadStatistics([key]), ([one]) => statisticBytes(one))),
      );
      return found.flat();
    },
    loadServer: (id) =>
      read('line', history.loadServer(id), ({ value }) => (value === undefined ? 0 : ITEM.line(JSON.stringify(value)))),
    countDrill: (drillId, statistics, used) =>
      write(
        { counted: 2, statistics: statistics.reduce((sum, one) => sum + statisticUnits(one), 0) },
        history.countDrill(drillId, statistics, used),
      ),
    countTrial: (trial, of) =>
      write(
        {
          trials: 2 * writeUnits(ITEM.trial(trial)),
          statistics: typeof of === 'string' ? 0 : statisticUnits(of.statistic),
          // Its index is keyed by its last pass.
          lines:
            typeof of === 'string'
              ? 0
              : (2 + (of.line.read.version === 0 ? 1 : 2)) * writeUnits(ITEM.line(JSON.stringify(of.line.value))),
        },
        history.countTrial(trial, of),
      ),
  };
}

function statisticUnits({ value }: Change<Statistic>): number {
  return 2 * writeUnits(ITEM.statistic(value.key, JSON.stringify(value)));
}

function statisticBytes(one: KeptValue<Statistic> | undefined): number {
  return one === undefined || one.version === 0 ? 0 : bytes(JSON.stringify(one.value)) + ITEM.small;
}

function sizes<One>(all: readonly One[], bytesOf: (one: One) => number): number {
  return all.reduce((sum, one) => sum + bytesOf(one), 0);
}
