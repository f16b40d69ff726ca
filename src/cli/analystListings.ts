import type { FindingDocument, ServerDocument, TrialDocument } from '../api/serverDocuments.ts';
import type { RegressionDocument, StatisticDocument } from '../api/statisticsDocuments.ts';
import { between, duration } from './durations.ts';
import { grid, type Painted, painted } from './grid.ts';
import { type Listing, minute, short } from './listings.ts';

export const SERVERS: Listing<ServerDocument> = {
  rows: 'servers',
  columns: [
    ...['sourceServerId', 'hostname', 'site.accountId', 'site.region', 'firstSeenAt', 'removedAt', 'drills'],
    ...['lastDrill.drillId', 'lastDrill.endedAt', 'lastDrill.outcome', 'lastDrill.passed', 'lastDrill.world'],
    ...['lastPassed.drillId', 'lastPassed.endedAt', 'lastPassed.ageSeconds', 'lastPassed.recoveryTimeSeconds'],
    ...['lastPassed.recoveryTimeAtLeastSeconds', 'lastPassed.recoveryPointSeconds'],
    ...['lastPassed.world', 'lastPassed.evidenceLevel'],
    ...['finding.kind', 'finding.foundAt', 'finding.drillId', 'finding.error'],
  ],
  table: (rows) =>
    grid(
      ['SERVER', 'HOST', 'REGION', 'DRILLS', 'LAST PASSED', 'RECOVERY TIME', 'FINDING'],
      rows.map(({ sourceServerId, hostname, site, drills, lastPassed, finding }) => [
        sourceServerId,
        hostname ?? '-',
        site.region,
        String(drills),
        passedSaid(drills, lastPassed),
        between(lastPassed?.recoveryTimeAtLeastSeconds, lastPassed?.recoveryTimeSeconds),
        finding === null ? '-' : short(`${finding.kind}: ${finding.error}`),
      ]),
    ),
};

export const TRIALS: Listing<TrialDocument> = {
  rows: 'trials',
  columns: [
    ...['sourceServerId', 'drillId', 'site.accountId', 'site.region', 'recoveryPlan', 'requestedAt', 'endedAt'],
    ...[
      'outcome',
      'passed',
      'stopped',
      'result',
      'verified',
      'unfit',
      'lost',
      'lostState',
      'lostAt',
      'lostReason',
      'actionsUndone',
      'world',
      'evidenceLevel',
      'error',
      'failedAt',
      'failedBy',
      'jobId',
      'instanceId',
    ],
    ...['gone', 'objectives', 'recoveryTimeSeconds', 'recoveryTimeAtLeastSeconds', 'recoveryPointSeconds'],
    ...['holdOverrunSeconds', 'stages.snapshotSeconds'],
    ...['stages.conversionSeconds', 'stages.launchSeconds', 'stages.bootSeconds', 'instanceSeconds'],
    ...['stages.bootAtLeastSeconds', 'instanceAtLeastSeconds'],
  ],
  table: (rows) =>
    grid(
      ['DRILL', 'REQUESTED', 'WORLD', 'OUTCOME', 'SERVER', 'VERIFIED', 'RECOVERY TIME', 'RECOVERY POINT', 'ERROR'],
      rows.map((one) => [
        one.drillId,
        minute(one.requestedAt),
        one.world ?? '-',
        painted(one.outcome),
        serverSaid(one),
        one.verified ?? '-',
        between(one.recoveryTimeAtLeastSeconds, one.recoveryTimeSeconds),
        lasting(one.recoveryPointSeconds),
        short(whyNot(one)),
      ]),
    ),
};

export const FINDINGS: Listing<FindingDocument> = {
  rows: 'findings',
  columns: [...['sourceServerId', 'hostname', 'site.accountId', 'site.region', 'drillId', 'foundAt', 'kind', 'error']],
  table: (rows) =>
    grid(
      ['SERVER', 'HOST', 'REGION', 'FOUND', 'DRILL', 'KIND', 'ERROR'],
      rows.map(({ sourceServerId, hostname, site, foundAt, drillId, kind, error }) => [
        ...[sourceServerId, hostname ?? '-', site.region, minute(foundAt), drillId, kind, short(error)],
      ]),
    ),
};

const DISTRIBUTIONS = [
  'recoveryTimeSeconds',
  'recoveryTimeAtLeastSeconds',
  'recoveryPointSeconds',
  'holdOverrunSeconds',
];

export const STATISTICS: Listing<StatisticDocument> = {
  rows: 'statistics',
  columns: [
    ...['by', 'key', 'trials', 'stopped', 'passed', 'world', 'drills.total', 'drills.leftOut'],
    ...['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'].map(
      (one) => `drills.byOutcome.${one}`,
    ),
    ...['MET', 'MISSED', 'UNDECIDED'].map((one) => `objectives.${one}`),
    ...DISTRIBUTIONS.flatMap((name) => ['count', 'min', 'p50', 'p95', 'max'].map((part) => `${name}.${part}`)),
    ...['instanceHours', 'regression.drillId', 'regression.at', 'regression.recoveryTimeSeconds'],
    ...['regression.medianSeconds', 'regression.deviationSeconds', 'regression.samples', 'regression.stage'],
    ...['regression.stageSeconds', 'regression.stageMedianSeconds', 'instanceHoursAtLeast'],
  ],
  servers: (rows) => rows.filter(({ by }) => by === 'server').map(({ key }) => key),
  table: (rows, hosts = new Map()) =>
    grid(
      [
        'KEY',
        ...(hosts.size === 0 ? [] : ['HOST']),
        'WORLD',
        'DRILLS',
        'TRIALS',
        'STOPPED',
        'PASSED',
        'RECOVERY TIME P50',
        'P95',
        'MAX',
        'RECOVERY POINT P50',
        'INSTANCE HOURS',
        'REGRESSION',
      ],
      rows.map((one) => [
        one.key,
        ...(hosts.size === 0 ? [] : [hosts.get(one.key) ?? '-']),
        one.world ?? '-',
        drillsSaid(one.drills),
        ...[one.trials, one.stopped, one.passed].map(String),
        ...[one.recoveryTimeSeconds.p50, one.recoveryTimeSeconds.p95, one.recoveryTimeSeconds.max].map(lasting),
        lasting(one.recoveryPointSeconds.p50),
        one.instanceHours.toFixed(1),
        one.regression === null ? '-' : `slower: ${one.regression.stage ?? 'no stage measured'}`,
      ]),
    ),
};

export const REGRESSIONS: Listing<RegressionDocument> = {
  rows: 'regressions',
  columns: [
    ...['by', 'key', 'drillId', 'at', 'recoveryTimeSeconds', 'medianSeconds', 'deviationSeconds', 'samples', 'stage'],
    ...['stageSeconds', 'stageMedianSeconds'],
  ],
  servers: (rows) => rows.filter(({ by }) => by === 'server').map(({ key }) => key),
  table: (rows, hosts = new Map()) =>
    grid(
      [
        'BY',
        'KEY',
        ...(hosts.size === 0 ? [] : ['HOST']),
        'AT',
        'RECOVERY TIME',
        'MEDIAN BEFORE',
        'STAGE',
        'STAGE TIME',
        'STAGE MEDIAN',
        'DRILL',
      ],
      rows.map((one) => [
        one.by,
        one.key,
        ...(hosts.size === 0 ? [] : [hosts.get(one.key) ?? '-']),
        minute(one.at),
        lasting(one.recoveryTimeSeconds),
        lasting(one.medianSeconds),
        one.stage ?? '-',
        lasting(one.stageSeconds),
        lasting(one.stageMedianSeconds),
        one.drillId,
      ]),
    ),
};

function whyNot({ error, failedBy, lost, lostState, lostReason }: TrialDocument): string {
  if (error !== null) return `${failedBy ?? 'not known'}: ${error}`;
  if (!lost) return '-';
  return lostState === null ? 'not known whether it was held' : `lost: ${lostState}, ${lostReason ?? 'not known why'}`;
}

/** What the drill showed of the server, which may have passed in a drill that failed. */
function serverSaid({ passed, result }: TrialDocument): Painted {
  return painted(passed ? 'PASSED' : result);
}

function passedSaid(drills: number, lastPassed: ServerDocument['lastPassed']): string {
  if (lastPassed !== null) return `${duration(lastPassed.ageSeconds)} ago${whereSaid(lastPassed.world)}`;
  return drills === 0 ? 'never drilled' : 'never';
}

/** Where it was not AWS itself, or nobody knows, that is said. */
function whereSaid(world: TrialDocument['world']): string {
  if (world === 'REAL') return '';
  return world === null ? ', nobody knows where' : `, ${world}`;
}

function drillsSaid({ total, leftOut }: StatisticDocument['drills']): string {
  return leftOut === 0 ? String(total) : `${total}, and ${leftOut} left out`;
}

function lasting(counted: number | null | undefined): string {
  return counted === null || counted === undefined ? '-' : duration(counted);
}
