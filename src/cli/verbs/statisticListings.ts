import type { RegressionDocument, StatisticDocument } from '../../api/openapi/statisticsDocuments.ts';
import { lasting } from '../durations.ts';
import { fittingGrid } from '../terminal/fittingGrid.ts';
import { type Listing, minute } from './listings.ts';

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
    fittingGrid(
      [
        'KEY',
        ...(hosts.size === 0 ? [] : ['HOST']),
        'WORLD',
        'DRILLS',
        'SERVERS PASSED',
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
        passedSaid(one),
        ...[one.recoveryTimeSeconds.p50, one.recoveryTimeSeconds.p95, one.recoveryTimeSeconds.max].map(lasting),
        lasting(one.recoveryPointSeconds.p50),
        one.instanceHours.toFixed(1),
        one.regression === null ? '-' : `slower: ${one.regression.stage ?? 'stage unknown'}`,
      ]),
      { ifSame: ['WORLD'], always: ['RECOVERY POINT P50', 'P95', 'INSTANCE HOURS', 'DRILLS', 'MAX'] },
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
    fittingGrid(
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
      { ifSame: ['BY'], always: ['STAGE MEDIAN', 'STAGE TIME', 'MEDIAN BEFORE'] },
    ),
};

/** The passes of all trials; stopped trials say nothing about the server. */
function passedSaid({ passed, trials, stopped }: StatisticDocument): string {
  return `${passed} of ${trials}${stopped === 0 ? '' : `, ${stopped} stopped`}`;
}

function drillsSaid({ total, leftOut }: StatisticDocument['drills']): string {
  return leftOut === 0 ? String(total) : `${total}, plus ${leftOut} not counted`;
}
