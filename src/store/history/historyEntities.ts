import { Entity } from 'electrodb';
import type { TableAccess } from '../tableAccess.ts';
import { countedEntity, olderCountedEntity } from './countedEntities.ts';

/** What the stream's second reader keeps: items of their own kinds, in indexes that they share with summaries. */
export function historyEntities(access: TableAccess, service: string) {
  return {
    trial: trialEntity(access, service),
    server: serverEntity(access, service),
    finding: findingEntity(access, service),
    statistic: statisticEntity(access, service),
    regression: regressionEntity(access, service),
    counted: countedEntity(access, service),
    olderCounted: olderCountedEntity(access, service),
  };
}

/** One source server in one drill, in the partition of the server's line. With `endedAt` it is counted, and final. */
function trialEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'trial', version: '1', service },
      attributes: {
        sourceServerId: { type: 'string', required: true },
        requestedAt: { type: 'number', required: true, padding: PADDING },
        drillId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        recoveryPlan: { type: 'string' },
        endedAt: { type: 'number' },
        outcome: { type: 'string' },
        passed: { type: 'boolean' },
        stopped: { type: 'boolean' },
        result: { type: 'string' },
        verified: { type: 'string' },
        verificationFailed: { type: 'boolean', required: true },
        ...LOST,
        ...PROVED,
        actionsUndone: { type: 'boolean' },
        ...FAILED,
        jobId: { type: 'string' },
        instanceId: { type: 'string' },
        gone: { type: 'string' },
        objectives: { type: 'string' },
        ...MEASURED,
        hostname: { type: 'string' },
        inspectedAt: { type: 'number' },
        known: { type: 'boolean' },
        /** For an id that may belong to no server: while its drill runs, and forever if it is not found. */
        expires: { type: 'number' },
      },
      indexes: { primary: keys(['sourceServerId'], ['requestedAt', 'drillId']) },
    },
    access,
  );
}

/** How its instance was lost; absent in items of an earlier version. */
const LOST = {
  lost: { type: 'boolean' },
  lostState: { type: 'string' },
  lostAt: { type: 'number' },
  lostReason: { type: 'string' },
} as const;

/** Why it failed, when, and which service reported it. */
const FAILED = {
  error: { type: 'string' },
  failedAt: { type: 'number' },
  failedBy: { type: 'string' },
} as const;

/** What was proved of it, and in which world. */
const PROVED = { world: { type: 'string' }, evidence: { type: 'string' } } as const;

/** The measurements of a trial; absent when there is none. */
const MEASURED = {
  recoveryTimeSeconds: { type: 'number' },
  recoveryTimeAtLeastSeconds: { type: 'number' },
  recoveryPointSeconds: { type: 'number' },
  holdOverrunSeconds: { type: 'number' },
  snapshotSeconds: { type: 'number' },
  conversionSeconds: { type: 'number' },
  launchSeconds: { type: 'number' },
  bootSeconds: { type: 'number' },
  checksSeconds: { type: 'number' },
  instanceSeconds: { type: 'number' },
  instanceSecondsAtLeast: { type: 'number' },
  launchDurationSeconds: { type: 'number' },
  terminationDurationSeconds: { type: 'number' },
} as const;

/** A source server's line. `passedAt` is 0 while it was never drilled, and 1 while it has never passed. */
function serverEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'server', version: '1', service },
      attributes: {
        sourceServerId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        passedAt: { type: 'number', required: true, padding: PADDING },
        line: { type: 'string', required: true },
      },
      indexes: {
        primary: keys(['sourceServerId'], []),
        coverage: indexKeys('gsi3', ['accountId', 'region'], ['passedAt', 'sourceServerId']),
      },
    },
    access,
  );
}

/** Exists while a server's finding is open. */
function findingEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'finding', version: '1', service },
      attributes: {
        sourceServerId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        foundAt: { type: 'number', required: true, padding: PADDING },
        finding: { type: 'string', required: true },
      },
      indexes: { primary: keys(['sourceServerId'], []), newest: indexKeys('gsi4', [], ['foundAt', 'sourceServerId']) },
    },
    access,
  );
}

function statisticEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'statistic', version: '1', service },
      attributes: {
        by: { type: ['day', 'recoveryPlan', 'server', 'region'] as const, required: true },
        key: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        statistic: { type: 'string', required: true },
      },
      indexes: { primary: keys(['by'], ['key']) },
    },
    access,
  );
}

/** Exists while the newest recovery time of a server or recovery plan is outside its history. */
function regressionEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'regression', version: '1', service },
      attributes: {
        by: { type: ['recoveryPlan', 'server'] as const, required: true },
        key: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        at: { type: 'number', required: true, padding: PADDING },
        regression: { type: 'string', required: true },
      },
      indexes: { primary: keys(['by'], ['key']), newest: indexKeys('gsi5', [], ['at', 'by', 'key']) },
    },
    access,
  );
}

/** The number of digits of every instant in a key. */
const PADDING = { length: 15, char: '0' };

/** Ids and names keep their case. */
function keys<const Partition extends readonly string[], const Sort extends readonly string[]>(
  partition: Partition,
  sort: Sort,
) {
  return {
    pk: { field: 'pk', composite: partition, casing: 'none' as const },
    sk: { field: 'sk', composite: sort, casing: 'none' as const },
  };
}

/** All but `gsi2` share one sort attribute. */
function indexKeys<
  const Index extends string,
  const Partition extends readonly string[],
  const Sort extends readonly string[],
>(index: Index, partition: Partition, sort: Sort) {
  return {
    index,
    pk: { field: `${index}pk`, composite: partition, casing: 'none' as const },
    sk: { field: 'gsi1sk', composite: sort, casing: 'none' as const },
  };
}
