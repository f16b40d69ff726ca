import { CONCURRENT_TRIALS_MAX, SECOND_MS, UNKNOWN_SERVER_SECONDS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Quantities } from '../../drill/forecast.ts';
import { inChunks } from '../../drill/step.ts';
import type { Change, Counted, History, Kept, LineChange } from '../../flow/ports.ts';
import { coverageRank, findingOf, type ServerLine } from '../../history/coverage.ts';
import { emptyStatistic, regressionIn, type Statistic } from '../../history/statistic.ts';
import { isConditionFailure } from '../conditionFailure.ts';
import type { Tables } from '../entities.ts';
import { readable, SCHEMA } from '../schema.ts';
import { createHistoryLists } from './historyLists.ts';
import { itemOfTrial } from './trialItem.ts';

/** The history of drills in DynamoDB. */
export function createHistory(tables: Tables): History {
  const { trial, server, statistic } = tables.entities;
  return {
    async begin(trials) {
      for (const some of inChunks(trials, CONCURRENT_TRIALS_MAX)) {
        await Promise.all(
          some.map((one) =>
            unlessThere(trial.create({ ...itemOfTrial(one), expires: trialExpiry(one.requestedAt) }).go()),
          ),
        );
      }
    },
    async loadStatistics(keys) {
      return Promise.all(
        keys.map(async ({ by, key }) => {
          const { data } = await statistic.get({ by, key }).go({ consistent: true });
          if (data === null) return { value: emptyStatistic({ by, key }), version: 0 };
          const kept = readable(data, `The statistic of ${by} ${key}`);
          return { value: JSON.parse(kept.statistic) as Statistic, version: kept.version };
        }),
      );
    },
    countDrill: (drillId, statistics, used) => countDrill(tables, drillId, statistics, used),
    used: (drillId) => usedIn(tables, drillId),
    async loadServer(sourceServerId): Promise<Kept<ServerLine | undefined>> {
      const { data } = await server.get({ sourceServerId }).go({ consistent: true });
      if (data === null) return { value: undefined, version: 0 };
      const { line, version } = readable(data, `Source server ${sourceServerId}`);
      return { value: JSON.parse(line) as ServerLine, version };
    },
    countTrial: (one, of) => countTrial(tables, one, of),
    async saveServer(line) {
      const written = await tables.transaction.write((entities) => lineItems(entities, line)).go();
      return countedBy(written) === 'COUNTED';
    },
    ...createHistoryLists(tables),
  };
}

type Writable = Parameters<Parameters<Tables['transaction']['write']>[0]>[0];

async function unlessThere(created: Promise<unknown>): Promise<void> {
  try {
    await created;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}

async function countDrill(
  tables: Tables,
  drillId: string,
  statistics: Change<Statistic>[],
  used: Quantities,
): Promise<Counted> {
  const older = await tables.entities.olderCounted.get({ drillId }).go({ consistent: true });
  if (older.data !== null) return 'ALREADY';
  const written = await tables.transaction
    .write((entities) => [
      entities.counted.create({ drillId, schema: SCHEMA, used: JSON.stringify(used) }).commit(),
      ...statistics.flatMap((change) => statisticItems(entities, change)),
    ])
    .go();
  return countedBy(written);
}

async function usedIn({ entities }: Tables, drillId: string): Promise<Quantities | undefined> {
  const { data } = await entities.counted.get({ drillId }).go();
  if (data === null) return undefined;
  const { used } = readable(data, `The mark that drill ${drillId} is counted`);
  return used === undefined ? undefined : (JSON.parse(used) as Quantities);
}

async function countTrial(tables: Tables, ...[trial, of]: Parameters<History['countTrial']>): Promise<Counted> {
  const written = await tables.transaction
    .write((entities) => [
      entities.trial
        .put({ ...itemOfTrial(trial), ...(of === 'UNKNOWN' && { expires: trialExpiry(trial.endedAt) }) })
        .where(({ endedAt }, { notExists }) => notExists(endedAt))
        .commit(),
      ...(typeof of === 'string' ? [] : [...statisticItems(entities, of.statistic), ...lineItems(entities, of.line)]),
    ])
    .go();
  return countedBy(written);
}

function trialExpiry(at: Instant): number {
  return Math.ceil(at / SECOND_MS) + UNKNOWN_SERVER_SECONDS;
}

/** The statistic on the version that was read, and its regression as long as there is one. */
function statisticItems({ statistic, regression }: Writable, { read, value }: Change<Statistic>) {
  const { by, key } = value;
  const item = { by, key, schema: SCHEMA, version: read.version + 1, statistic: JSON.stringify(value) };
  const saved = onVersion(read, statistic.create(item), () =>
    statistic.put(item).where(({ version }, { eq }) => eq(version, read.version)),
  );
  const [before, after] = [regressionIn(read.value), regressionIn(value)];
  if (after !== null) {
    const { by: of, at } = after;
    const kept = { by: of, key, schema: SCHEMA, at, regression: JSON.stringify(after) };
    return [saved.commit(), regression.put(kept).commit()];
  }
  return before === null ? [saved.commit()] : [saved.commit(), regression.delete({ by: before.by, key }).commit()];
}

/** The line on the version that was read, and its finding while it is open. */
function lineItems({ server, finding }: Writable, { read, value }: LineChange) {
  const { sourceServerId, site } = value;
  const place = { accountId: site.accountId, region: site.region, passedAt: coverageRank(value) };
  const line = JSON.stringify(value);
  const item = { sourceServerId, schema: SCHEMA, version: read.version + 1, ...place, line };
  const saved = onVersion(read, server.create(item), () =>
    server.put(item).where(({ version }, { eq }) => eq(version, read.version)),
  );
  const found = findingOf(value);
  if (found !== null) {
    const kept = { sourceServerId, schema: SCHEMA, foundAt: found.foundAt, finding: JSON.stringify(found) };
    return [saved.commit(), finding.put(kept).commit()];
  }
  const stood = read.value !== undefined && findingOf(read.value) !== null;
  return stood ? [saved.commit(), finding.delete({ sourceServerId }).commit()] : [saved.commit()];
}

function onVersion<Created, Saved>({ version }: Kept<unknown>, create: Created, save: () => Saved): Created | Saved {
  return version === 0 ? create : save();
}

/**
 * The first item of a counting transaction is its mark (DynamoDB API reference: TransactWriteItems, cancellation
 * reasons).
 */
function countedBy({ canceled, data }: { canceled: boolean; data: { code: string }[] }): Counted {
  if (!canceled) return 'COUNTED';
  const codes = data.map(({ code }) => code);
  if (codes[0] === 'ConditionalCheckFailed') return 'ALREADY';
  if (codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict')) return 'STALE';
  throw new Error(`The counting was cancelled: ${codes.filter((code) => code !== 'None').join(', ')}`);
}
