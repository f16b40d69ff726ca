import { arnIn, type Deployed } from './deployed.ts';
import type { FunctionName } from './parts.ts';
import type { Right } from './right.ts';

/** The rights of a function's role on the table and its indexes, in the partitions that it uses. */
export function tableRights(functionName: FunctionName, { place, environment }: Deployed): Right[] {
  const table = arnIn(place, 'dynamodb', `table/${environment['TABLE_NAME'] ?? ''}`);
  const onTable = (ON_TABLE[functionName] ?? []).map(([names, partitions]) => ({
    actions: names.map((name) => `dynamodb:${name}`),
    resources: [table],
    keys: { 'dynamodb:LeadingKeys': partitions.map((name) => PARTITIONS[name]) },
  }));
  const onIndexes = (ON_INDEXES[functionName] ?? []).map((name) => `${table}/index/${name}`);
  return onIndexes.length === 0 ? onTable : [...onTable, { actions: ['dynamodb:Query'], resources: onIndexes }];
}

/** An example key of each partition kind that roles are restricted to. */
const PARTITIONS = {
  drills: '$drs-drill#drillId_d-0',
  inboxes: '$drs-drill#inbox_d-0',
  notes: '$drs-drill#notes_d-0',
  personNotes: '$drs-drill#personNotes_d-0',
  places: '$drs-drill#accountId_111122223333#region_eu-west-1',
  moves: '$drs-drill#levers_all',
  plans: '$drs-drill#plans_all',
  planVersions: '$drs-drill#plan_web-shop',
  schedules: '$drs-drill#schedules_all',
  receipts: '$drs-drill#receiptId_0',
  deployment: '$drs-drill',
  servers: '$drs-drill#sourceServerId_s-00000000000000000',
  statistics: '$drs-drill#by_day',
  counted: '$drs-drill#counted_d-0',
  seals: '$drs-drill#seals_d-0',
  prices: '$drs-drill#prices_eu-west-1',
} as const;
type Partition = keyof typeof PARTITIONS;

type OnTable = [actions: string[], partitions: Partition[]][];

const READING = ['GetItem', 'Query'];
/** The rights of a save: the record, its inbox, its site, and one transaction. */
const SAVING: OnTable = [
  [
    ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ['drills', 'inboxes', 'places', 'moves', 'receipts', 'deployment', 'seals'],
  ],
];

/** What a report is made from. */
const READING_SOURCES: OnTable = [[READING, ['drills', 'notes', 'personNotes', 'prices', 'schedules']]];

/** What a report is made from, and what is to be sealed. */
const SEALING: OnTable = [...READING_SOURCES, [['Query', 'PutItem', 'DeleteItem'], ['seals']]];

const READING_PLANS: OnTable = [[['GetItem'], ['plans', 'planVersions']]];

const ON_TABLE: Readonly<Partial<Record<FunctionName, OnTable>>> = {
  acknowledgeLeak: SAVING,
  addNote: [
    [['GetItem'], ['drills']],
    [['Query', 'GetItem', 'PutItem'], ['personNotes']],
  ],
  cancelDrill: SAVING,
  deletePlan: [
    [['GetItem', 'DeleteItem'], ['plans']],
    [['GetItem'], ['planVersions']],
  ],
  deleteSchedule: [[['GetItem', 'DeleteItem'], ['schedules']]],
  drillRequested: [...SAVING, ...READING_PLANS],
  drsEvent: [
    [['GetItem'], ['places']],
    [['PutItem'], ['inboxes']],
  ],
  ec2Event: [
    [['GetItem'], ['drills', 'places']],
    [['PutItem'], ['inboxes']],
  ],
  endHold: SAVING,
  extendHold: SAVING,
  getBlackouts: [[['GetItem'], ['places']]],
  getDifference: READING_SOURCES,
  getDrill: [[READING, ['drills', 'inboxes', 'counted', 'prices', 'seals']]],
  getDrillRequest: [[['GetItem'], ['drills']]],
  getJournal: [[READING, ['drills']]],
  getLever: [[['GetItem'], ['places']]],
  getNotes: [
    [['GetItem'], ['drills']],
    [['Query'], ['personNotes']],
  ],
  getPlan: READING_PLANS,
  getPlanVersion: [[['GetItem'], ['planVersions']]],
  getReport: READING_SOURCES,
  getSchedule: [[['GetItem'], ['schedules']]],
  getServer: [[['GetItem'], ['servers']]],
  giveVerdict: SAVING,
  linkEvidence: [
    [['GetItem'], ['drills']],
    [['Query'], ['seals']],
  ],
  guardSweep: [
    [['GetItem'], ['drills', 'places', 'deployment']],
    [['PutItem'], ['inboxes', 'notes', 'places', 'moves', 'deployment']],
  ],
  hardStop: [
    [['GetItem'], ['drills', 'places', 'deployment']],
    [['PutItem'], ['inboxes', 'notes', 'deployment']],
  ],
  listLeverMoves: [[['Query'], ['moves']]],
  listPlanVersions: [[['Query'], ['planVersions']]],
  listPlans: [[['Query'], ['plans']]],
  listSchedules: [[['Query'], ['schedules']]],
  listStatistics: [[READING, ['statistics']]],
  listTrials: [[READING, ['servers']]],
  performCheck: SAVING,
  performEffect: [...SAVING, [['GetItem'], ['servers']]],
  putPlan: [
    [
      ['GetItem', 'Query', 'PutItem'],
      ['plans', 'planVersions'],
    ],
  ],
  putSchedule: [[['GetItem', 'Query', 'PutItem'], ['schedules']], ...READING_PLANS],
  reconcile: [
    [['GetItem', 'Query', 'PutItem'], ['schedules']],
    [['GetItem', 'PutItem', 'DeleteItem'], ['servers']],
    [['GetItem'], ['drills']],
  ],
  releaseJob: [
    [
      ['GetItem', 'PutItem'],
      ['places', 'moves', 'receipts'],
    ],
  ],
  runSchedule: [...SAVING, ...READING_PLANS, [['GetItem', 'PutItem'], ['schedules']]],
  sealEvidence: SEALING,
  sealOverdue: SEALING,
  setBlackouts: [
    [
      ['GetItem', 'PutItem'],
      ['places', 'moves'],
    ],
  ],
  setLever: [
    [
      ['GetItem', 'PutItem'],
      ['places', 'moves'],
    ],
  ],
  ssmEvent: [
    [['GetItem'], ['places']],
    [['PutItem'], ['inboxes']],
  ],
  startDrill: [...SAVING, ...READING_PLANS],
  stream: SAVING,
  sweep: SAVING,
  takeInventory: [
    [
      ['GetItem', 'PutItem', 'DeleteItem'],
      ['servers', 'prices'],
    ],
  ],
  publish: [
    [READING, ['drills']],
    [
      ['GetItem', 'PutItem', 'DeleteItem'],
      ['servers', 'statistics', 'counted'],
    ],
  ],
  wake: [[['PutItem'], ['inboxes']]],
};

const ON_INDEXES: Readonly<Partial<Record<FunctionName, string[]>>> = {
  getDifference: ['gsi3', 'gsi4', 'gsi5', 'gsi6'],
  getReport: ['gsi3', 'gsi4', 'gsi5', 'gsi6'],
  listDrills: ['gsi1', 'gsi3', 'gsi4', 'gsi5', 'gsi6', 'gsi7'],
  listFindings: ['gsi4'],
  listRegressions: ['gsi5'],
  listServers: ['gsi3'],
  performEffect: ['gsi3'],
  reconcile: ['gsi3'],
  sealEvidence: ['gsi3', 'gsi4', 'gsi5', 'gsi6'],
  sealOverdue: ['gsi2', 'gsi3', 'gsi4', 'gsi5', 'gsi6'],
  sweep: ['gsi2'],
  takeInventory: ['gsi3'],
};
