import { Entity, Service } from 'electrodb';
import { personNoteEntity } from './evidence/personNoteEntity.ts';
import { sealEntities } from './evidence/sealEntities.ts';
import { historyEntities } from './history/historyEntities.ts';
import { besideDrillKeys, drillKeys, ownKey, SERVICE } from './keys.ts';
import { planEntities } from './plans/planEntities.ts';
import { scheduleEntity } from './schedules/scheduleEntity.ts';
import type { TableAccess } from './tableAccess.ts';

/** Every kind of item in the one table: keys `pk`, `sk`, and the indexes in serverless.yml. */
export function createEntities(access: TableAccess) {
  return new Service({
    record: recordEntity(access),
    summary: summaryEntity(access),
    journal: journalEntity(access),
    note: noteEntity(access),
    personNote: personNoteEntity(access, SERVICE),
    inbox: inboxEntity(access),
    olderInbox: olderInboxEntity(access),
    effect: effectEntity(access),
    instance: instanceEntity(access),
    receipt: receiptEntity(access),
    site: siteEntity(access),
    lever: leverEntity(access),
    leverMove: leverMoveEntity(access),
    pace: paceEntity(access),
    ticket: ticketEntity(access),
    deployment: deploymentEntity(access),
    ...planEntities(access, SERVICE),
    schedule: scheduleEntity(access, SERVICE),
    ...sealEntities(access, SERVICE),
    prices: pricesEntity(access),
    ...historyEntities(access, SERVICE),
  });
}

export type Tables = ReturnType<typeof createEntities>;

/** AWS's list prices in a Region. */
function pricesEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'prices', version: '1', service: SERVICE },
      attributes: {
        region: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        prices: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['region'], template: `$${SERVICE}#prices_\${region}`, casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** What `decide` needs of a drill, as one packed JSON text next to the attributes for conditions and readers. */
function recordEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'record', version: '1', service: SERVICE },
      attributes: {
        drillId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        saveId: { type: 'string', required: true },
        requestHash: { type: 'string', required: true },
        drill: { type: 'string', required: true },
        /**
         * The hash of the journal entry that was saved with it, and that entry's number. A version without hashes
         * leaves both unchanged.
         */
        journalHash: { type: 'string' },
        hashedSeq: { type: 'number' },
        quarantined: { type: 'string' },
        quarantinedAt: { type: 'number' },
        /** Absent when no look is due, and then the item is not in `gsi2`. */
        dueAt: { type: 'number', padding: { length: 15, char: '0' } },
        dueShard: { type: 'string' },
      },
      indexes: { primary: drillKeys([]), due: dueKeys() },
    },
    access,
  );
}

/**
 * What lists show, with an index for every list: `gsi1` has all drills, each other one the drills of a filter. All
 * indexes have the same sort key, and so share its attribute. All summaries are in one partition of `gsi1`: a global
 * index has no size limit for a partition, and one partition takes 1,000 write units a second (DynamoDB developer
 * guide: partition design), which is 500 saves of all drills together.
 */
function summaryEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'summary', version: '1', service: SERVICE },
      attributes: {
        drillId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        phase: { type: 'string', required: true },
        dryRun: { type: 'boolean' },
        outcome: { type: 'string' },
        cleanup: { type: 'string', required: true },
        why: { type: 'string' },
        requestedBy: { type: 'string', required: true },
        requestedAt: { type: 'number', required: true, padding: { length: 15, char: '0' } },
        endedAt: { type: 'number' },
        reason: { type: 'string', required: true },
        recoveryPlan: { type: 'string' },
        waves: { type: 'number', required: true },
        ...SERVER_COUNTS,
        objectives: { type: 'string' },
        world: { type: 'string' },
        evidence: { type: 'string' },
        holdUntil: { type: 'number' },
        quarantined: { type: 'string' },
        gsi3pk: { type: 'string', required: true },
        /** Absent until the drill has ended, and then the item is not in `gsi4`. */
        gsi4pk: { type: 'string' },
        /** Absent for a drill without a recovery plan. */
        gsi5pk: { type: 'string' },
        gsi6pk: { type: 'string', required: true },
        gsi7pk: { type: 'string', required: true },
      },
      indexes: summaryIndexes(),
    },
    access,
  );
}

const SERVER_COUNTS = {
  serversTotal: { type: 'number', required: true },
  serversLaunched: { type: 'number', required: true },
  serversFailed: { type: 'number', required: true },
  serversVerified: { type: 'number', required: true },
  serversGone: { type: 'number', required: true },
} as const;

function summaryIndexes() {
  const sk = { field: 'gsi1sk', composite: ['requestedAt', 'drillId'], casing: 'none' } as const;
  return {
    primary: drillKeys([]),
    newest: { index: 'gsi1', pk: { field: 'gsi1pk', composite: [], casing: 'none' }, sk },
    byPhase: { index: 'gsi3', pk: ownKey('gsi3pk'), sk },
    byOutcome: { index: 'gsi4', pk: ownKey('gsi4pk'), sk },
    byRecoveryPlan: { index: 'gsi5', pk: ownKey('gsi5pk'), sk },
    bySite: { index: 'gsi6', pk: ownKey('gsi6pk'), sk },
    byRequester: { index: 'gsi7', pk: ownKey('gsi7pk'), sk },
  } as const;
}

/** One part of a journal entry; a reader joins the parts' texts. */
function journalEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'journal', version: '1', service: SERVICE },
      attributes: {
        drillId: { type: 'string', required: true },
        seq: { type: 'number', required: true, padding: { length: 8, char: '0' } },
        part: { type: 'number', required: true, padding: { length: 3, char: '0' } },
        parts: { type: 'number', required: true },
        schema: { type: 'number', required: true },
        at: { type: 'number', required: true },
        cause: { type: 'string', required: true },
        facts: { type: 'string', required: true },
        /** Of the previous entry, and of the record that was saved with this one; in the first part only. */
        previousHash: { type: 'string' },
        recordHash: { type: 'string' },
      },
      indexes: { primary: drillKeys(['seq', 'part']) },
    },
    access,
  );
}

/** The guard's notes. Those of people are items of their own. */
function noteEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'note', version: '2', service: SERVICE },
      attributes: {
        drillId: { type: 'string', required: true },
        at: { type: 'number', required: true, padding: { length: 15, char: '0' } },
        digest: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        note: { type: 'string', required: true },
      },
      indexes: { primary: besideDrillKeys('notes', ['at', 'digest']) },
    },
    access,
  );
}

function inboxEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'inbox', version: '2', service: SERVICE },
      attributes: INBOX_ENTRY,
      indexes: { primary: besideDrillKeys('inbox', ['inboxId']) },
    },
    access,
  );
}

/**
 * Versions up to 0.2 put the same entry among the drill's own items. It is read while such an entry may exist, which is
 * EXPIRY_SECONDS.
 */
function olderInboxEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'inbox', version: '1', service: SERVICE },
      attributes: INBOX_ENTRY,
      indexes: { primary: drillKeys(['inboxId']) },
    },
    access,
  );
}

const INBOX_ENTRY = {
  drillId: { type: 'string', required: true },
  inboxId: { type: 'string', required: true },
  deliveryId: { type: 'string', required: true },
  schema: { type: 'number', required: true },
  input: { type: 'string', required: true },
  expires: { type: 'number', required: true },
} as const;

function effectEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'effect', version: '1', service: SERVICE },
      attributes: {
        drillId: { type: 'string', required: true },
        effectId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        state: { type: ['REQUESTED', 'TAKEN', 'ANSWERED', 'WITHDRAWN'] as const, required: true },
        delaySeconds: { type: 'number', required: true },
        takenAt: { type: 'number' },
        takerId: { type: 'string' },
        effect: { type: 'string', required: true },
        /** Set once it is answered or withdrawn; for a question, at once. */
        expires: { type: 'number' },
      },
      indexes: { primary: drillKeys(['effectId']) },
    },
    access,
  );
}

/** Which drill an instance belongs to, for events that name only the instance. */
function instanceEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'instance', version: '1', service: SERVICE },
      attributes: {
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        instanceId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        drillId: { type: 'string', required: true },
        sourceServerId: { type: 'string', required: true },
        volumeIds: { type: 'list', items: { type: 'string' }, required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['accountId', 'region', 'instanceId'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** A request under an idempotency key. */
function receiptEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'receipt', version: '1', service: SERVICE },
      attributes: {
        receiptId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        requestHash: { type: 'string', required: true },
        expires: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['receiptId'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/**
 * How long AWS wants every function to pause at a site. It is outside the site's record, because it changes under load
 * and a loss is harmless.
 */
function paceEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'pace', version: '1', service: SERVICE },
      attributes: {
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        until: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['accountId', 'region'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/**
 * Who waits to save a start at a site: one item each, so writers do not conflict. A start that crashed in the line
 * counts only for a while.
 */
function ticketEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'ticket', version: '1', service: SERVICE },
      attributes: {
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        at: { type: 'number', required: true, padding: { length: 15, char: '0' } },
        ticketId: { type: 'string', required: true },
        expires: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['accountId', 'region'], casing: 'none' },
          sk: { field: 'sk', composite: ['at', 'ticketId'], casing: 'none' },
        },
      },
    },
    access,
  );
}

function siteEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'site', version: '1', service: SERVICE },
      attributes: {
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        saveId: { type: 'string', required: true },
        record: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['accountId', 'region'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** Outside the site's record, which every drill changes. */
function leverEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'lever', version: '1', service: SERVICE },
      attributes: {
        accountId: { type: 'string', required: true },
        region: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        version: { type: 'number', required: true },
        record: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['accountId', 'region'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** All in one partition, because only people move levers, and rarely. */
function leverMoveEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'leverMove', version: '1', service: SERVICE },
      attributes: {
        levers: { type: ['all'] as const, required: true, default: 'all' },
        at: { type: 'number', required: true, padding: { length: 15, char: '0' } },
        moveId: { type: 'string', required: true },
        schema: { type: 'number', required: true },
        move: { type: 'string', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['levers'], casing: 'none' },
          sk: { field: 'sk', composite: ['at', 'moveId'], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** The deployment's own id, one item a table. */
function deploymentEntity(access: TableAccess) {
  return new Entity(
    {
      model: { entity: 'deployment', version: '1', service: SERVICE },
      attributes: {
        schema: { type: 'number', required: true },
        owner: { type: 'string', required: true },
        /** The newest restore of the table that was handled. */
        restored: { type: 'string' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: [], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    access,
  );
}

/**
 * Sparse: without both members the item is not in the index, which projects `drillId`, `dueAt` and ElectroDB's marks.
 */
function dueKeys() {
  return {
    index: 'gsi2',
    pk: { field: 'gsi2pk', composite: ['dueShard'] as const, casing: 'none' as const },
    sk: { field: 'gsi2sk', composite: ['dueAt'] as const, casing: 'none' as const },
  };
}
