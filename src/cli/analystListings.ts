import type { FindingDocument, ServerDocument, TrialDocument } from '../api/serverDocuments.ts';
import type { RegressionDocument, StatisticDocument } from '../api/statisticsDocuments.ts';
import { between, duration } from './durations.ts';
import { grid, painted, plain } from './grid.ts';
import { type Listing, short } from './listings.ts';

export const SERVERS: Listing<ServerDocument> = {
  rows: 'servers',
  columns: [
    ...['sourceServerId', 'hostname', 'site.accountId', 'site.region', 'firstSeenAt', 'removedAt', 'drills'],
    ...['lastDrill.drillId', 'lastDrill.endedAt', 'lastDrill.outcome', 'lastDrill.passed', 'lastPassed.drillId'],
    ...['lastPassed.endedAt', 'lastPassed.ageSeconds', 'lastPassed.recoveryTimeSeconds'],
    ...['lastPassed.recoveryTimeAtLeastSeconds', 'lastPassed.recoveryPointSeconds'],
    ...['finding.kind', 'finding.foundAt', 'finding.drillId', 'finding.error'],
  ],
  table: (rows) =>
    grid(
      ['SERVER', 'HOST', 'REGION', 'DRILLS', 'LAST PASSED', 'RECOVERY TIME', 'FINDING'],
      rows.map(({ sourceServerId, hostname, site, drills, lastPassed, finding }) => [
        sourceServerId,
        plain(hostname ?? '-'),
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
      ['DRILL', 'REQUESTED', 'OUTCOME', 'SERVER', 'VERIFIED', 'RECOVERY TIME', 'RECOVERY POINT', 'ERROR'],
      rows.map((one) => [
        one.drillId,
        one.requestedAt.slice(0, 16),
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
        ...[sourceServerId, plain(hostname ?? '-'), site.region, foundAt.slice(0, 16), drillId, kind, short(error)],
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
    ...['by', 'key', 'trials', 'stopped', 'passed', 'drills.total'],
    ...['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'].map(
      (one) => `drills.byOutcome.${one}`,
    ),
    ...['MET', 'MISSED', 'UNDECIDED'].map((one) => `objectives.${one}`),
    ...DISTRIBUTIONS.flatMap((name) => ['count', 'min', 'p50', 'p95', 'max'].map((part) => `${name}.${part}`)),
    ...['instanceHours', 'regression.drillId', 'regression.at', 'regression.recoveryTimeSeconds'],
    ...['regression.medianSeconds', 'regression.deviationSeconds', 'regression.samples', 'regression.stage'],
    ...['regression.stageSeconds', 'regression.stageMedianSeconds', 'instanceHoursAtLeast'],
  ],
  table: (rows) =>
    grid(
      [
        'KEY',
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
      rows.map(
        ({
          key,
          drills,
          trials,
          stopped,
          passed,
          recoveryTimeSeconds,
          recoveryPointSeconds,
          instanceHours,
          regression,
        }) => [
          plain(key),
          String(drills.total),
          ...[trials, stopped, passed].map(String),
          ...[recoveryTimeSeconds.p50, recoveryTimeSeconds.p95, recoveryTimeSeconds.max, recoveryPointSeconds.p50].map(
            lasting,
          ),
          instanceHours.toFixed(1),
          regression === null ? '-' : `slower: ${regression.stage ?? 'no stage measured'}`,
        ],
      ),
    ),
};

export const REGRESSIONS: Listing<RegressionDocument> = {
  rows: 'regressions',
  columns: [
    ...['by', 'key', 'drillId', 'at', 'recoveryTimeSeconds', 'medianSeconds', 'deviationSeconds', 'samples', 'stage'],
    ...['stageSeconds', 'stageMedianSeconds'],
  ],
  table: (rows) =>
    grid(
      ['BY', 'KEY', 'AT', 'RECOVERY TIME', 'MEDIAN BEFORE', 'STAGE', 'STAGE TIME', 'STAGE MEDIAN', 'DRILL'],
      rows.map((one) => [
        one.by,
        plain(one.key),
        one.at.slice(0, 16),
        lasting(one.recoveryTimeSeconds),
        lasting(one.medianSeconds),
        one.stage ?? '-',
        lasting(one.stageSeconds),
        lasting(one.stageMedianSeconds),
        one.drillId,
      ]),
    ),
};

/** What the drill showed of the server, which may have passed in a drill that failed. */
function whyNot({ error, failedBy, lost, lostState, lostReason }: TrialDocument): string {
  if (error !== null) return `${failedBy ?? 'not known'}: ${error}`;
  if (!lost) return '-';
  return lostState === null ? 'not known whether it was held' : `lost: ${lostState}, ${lostReason ?? 'not known why'}`;
}

function serverSaid({ passed, result }: TrialDocument): string {
  return passed ? painted('PASSED') : painted(result);
}

function passedSaid(drills: number, lastPassed: ServerDocument['lastPassed']): string {
  if (lastPassed !== null) return `${duration(lastPassed.ageSeconds)} ago`;
  return drills === 0 ? 'never drilled' : 'never';
}

function lasting(counted: number | null | undefined): string {
  return counted === null || counted === undefined ? '-' : duration(counted);
}
