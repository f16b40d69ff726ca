import type { FindingDocument, ServerDocument, TrialDocument } from '../../api/openapi/serverDocuments.ts';
import { between, duration, lasting } from '../durations.ts';
import { fittingGrid } from '../terminal/fittingGrid.ts';
import { type Painted, painted } from '../terminal/grid.ts';
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
    fittingGrid(
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
      { ifSame: ['REGION'], always: ['RECOVERY TIME', 'DRILLS'] },
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
      'verificationFailed',
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
    ...['stages.bootAtLeastSeconds', 'instanceAtLeastSeconds', 'stages.checksSeconds'],
  ],
  table: (rows) =>
    fittingGrid(
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
      { ifSame: ['WORLD'], always: ['VERIFIED', 'RECOVERY POINT'] },
    ),
};

export const FINDINGS: Listing<FindingDocument> = {
  rows: 'findings',
  columns: [...['sourceServerId', 'hostname', 'site.accountId', 'site.region', 'drillId', 'foundAt', 'kind', 'error']],
  table: (rows) =>
    fittingGrid(
      ['SERVER', 'HOST', 'REGION', 'FOUND', 'DRILL', 'KIND', 'ERROR'],
      rows.map(({ sourceServerId, hostname, site, foundAt, drillId, kind, error }) => [
        ...[sourceServerId, hostname ?? '-', site.region, minute(foundAt), drillId, kind, short(error)],
      ]),
      { ifSame: ['REGION'], always: ['KIND'] },
    ),
};

function whyNot({ error, failedBy, lost, lostState, lostReason }: TrialDocument): string {
  if (error !== null) return `${failedBy ?? 'not known'}: ${error}`;
  if (!lost) return '-';
  return lostState === null ? 'hold unknown' : `lost: ${lostState}, ${lostReason ?? 'reason unknown'}`;
}

/** The result of the server, which may have passed in a failed drill. */
function serverSaid({ passed, result }: TrialDocument): Painted {
  return painted(passed ? 'PASSED' : result);
}

function passedSaid(drills: number, lastPassed: ServerDocument['lastPassed']): string {
  if (lastPassed !== null) return `${duration(lastPassed.ageSeconds)} ago${whereSaid(lastPassed.world)}`;
  return drills === 0 ? 'never drilled' : 'never';
}

/** Marks a pass outside AWS itself or in an unknown world. */
function whereSaid(world: TrialDocument['world']): string {
  if (world === 'REAL') return '';
  return world === null ? ', world unknown' : `, ${world}`;
}
