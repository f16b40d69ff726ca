/**
 * The parts of a deployment that are looked up by name; a test compares them with serverless.yml. Names begin with
 * `drs-drill-STAGE`.
 */

/** Every function and its event source other than the HTTP API. */
export const FUNCTIONS = {
  acknowledgeLeak: 'HTTP',
  addNote: 'HTTP',
  cancelDrill: 'HTTP',
  deletePlan: 'HTTP',
  deleteSchedule: 'HTTP',
  drillRequested: 'EVENTS',
  drsEvent: 'EVENTS',
  ec2Event: 'EVENTS',
  endHold: 'HTTP',
  extendHold: 'HTTP',
  getBlackouts: 'HTTP',
  getDifference: 'HTTP',
  getDrill: 'HTTP',
  getDrillRequest: 'HTTP',
  getEvidenceKey: 'HTTP',
  getJournal: 'HTTP',
  getLever: 'HTTP',
  getNotes: 'HTTP',
  getOpenapi: 'HTTP',
  getPlan: 'HTTP',
  getPlanSchema: 'HTTP',
  getPlanVersion: 'HTTP',
  getReport: 'HTTP',
  getSchedule: 'HTTP',
  getServer: 'HTTP',
  getSettings: 'HTTP',
  giveVerdict: 'HTTP',
  guardSweep: 'SCHEDULE',
  hardStop: 'SCHEDULES_OF_DRILLS',
  heartbeat: 'SCHEDULE',
  linkEvidence: 'HTTP',
  listDrills: 'HTTP',
  listLeverMoves: 'HTTP',
  listFindings: 'HTTP',
  listPlanVersions: 'HTTP',
  listPlans: 'HTTP',
  listRegressions: 'HTTP',
  listSchedules: 'HTTP',
  listServers: 'HTTP',
  listStatistics: 'HTTP',
  listTrials: 'HTTP',
  performCheck: 'QUEUE',
  performEffect: 'QUEUE',
  /** It exists only in a deployment with probe subnets. */
  probe: 'CHECKS',
  putPlan: 'HTTP',
  putSchedule: 'HTTP',
  reconcile: 'SCHEDULE',
  releaseJob: 'HTTP',
  runSchedule: 'SCHEDULES_OF_DRILLS',
  sealEvidence: 'EVENTS',
  sealOverdue: 'SCHEDULE',
  setBlackouts: 'HTTP',
  setLever: 'HTTP',
  ssmEvent: 'EVENTS',
  startDrill: 'HTTP',
  stream: 'STREAM',
  sweep: 'SCHEDULE',
  takeInventory: 'SCHEDULE',
  publish: 'STREAM',
  unknownRoute: 'HTTP',
  wake: 'SCHEDULES_OF_DRILLS',
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

/** The functions with these event sources. */
export function functionsCalledBy(...kinds: (typeof FUNCTIONS)[FunctionName][]): FunctionName[] {
  return (Object.keys(FUNCTIONS) as FunctionName[]).filter((name) => kinds.includes(FUNCTIONS[name]));
}

/** The reserved concurrency with the parameter reservedConcurrency. */
export const RESERVED: Readonly<Partial<Record<FunctionName, number>>> = {
  drillRequested: 2,
  guardSweep: 2,
  hardStop: 5,
};

/** The events from EventBridge's default bus, with the pattern that a rule must match. */
export const EVENTS = [
  {
    functionName: 'drsEvent',
    what: 'launch results of DRS',
    pattern: {
      source: ['aws.drs'],
      'detail-type': ['DRS Source Server Launch Result'],
      detail: { state: ['RECOVERY_LAUNCH_SUCCEEDED', 'RECOVERY_LAUNCH_FAILED'] },
    },
  },
  {
    functionName: 'ec2Event',
    what: 'stops and terminations of EC2',
    pattern: {
      source: ['aws.ec2'],
      'detail-type': ['EC2 Instance State-change Notification'],
      detail: { state: ['stopping', 'stopped', 'shutting-down', 'terminated'] },
    },
  },
  {
    functionName: 'ssmEvent',
    what: 'results of commands of Systems Manager',
    pattern: {
      source: ['aws.ssm'],
      'detail-type': ['EC2 Command Invocation Status-change Notification'],
      detail: { status: ['Success', 'Failed', 'Cancelled', 'TimedOut'] },
    },
  },
] as const;

export const INDEXES = ['gsi1', 'gsi2', 'gsi3', 'gsi4', 'gsi5', 'gsi6', 'gsi7'];
/** The TTL attribute. */
export const EXPIRY = 'expires';

/** The queues of effects, with the function and the dead-letter queue of each, and what stops without it. */
export const WORK_QUEUES = [
  { name: 'effects', functionName: 'performEffect', failures: 'effect-failures', without: 'no drill advances' },
  { name: 'checks', functionName: 'performCheck', failures: 'check-failures', without: 'no check runs' },
] as const;
export const DEAD_LETTER_QUEUES = [
  'check-failures',
  'effect-failures',
  'event-failures',
  'function-failures',
  'schedule-failures',
  'stream-failures',
];

export const ALARMS = [
  'api-errors',
  'check-errors',
  'check-failures',
  'checks-late',
  'effect-failures',
  'effects-late',
  'errors',
  'event-failures',
  'function-failures',
  'guard-not-run',
  'guard-terminated',
  'hold-overrun',
  'journal-rewritten',
  'leak',
  'lever-not-open',
  'publish-late',
  'quarantined-drill',
  'schedule-blocked',
  'schedule-failures',
  'stream-failures',
  'stream-late',
  'table-throttles',
  'throttles',
  'unsealed',
  'waiting-instances',
];
