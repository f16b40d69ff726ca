import { expect, test } from 'vitest';
import { arrowsOf, sourceFiles } from './source.ts';

const arrows = ['handlers', 'api', 'flow', 'drill', 'history', 'evidence', 'store', 'aws', 'probe']
  .flatMap((room) => sourceFiles(`src/${room}`))
  .flatMap(arrowsOf)
  .filter(({ typeOnly }) => !typeOnly);
const next = Map.groupBy(arrows, ({ from }) => from);

/** The functions that load a client; the other bundles stay smaller and start faster. */
test.each([
  ['@aws-sdk/client-drs', ['guardSweep', 'hardStop', 'performCheck', 'performEffect', 'takeInventory']],
  ['@aws-sdk/client-ec2', ['guardSweep', 'hardStop', 'performCheck', 'performEffect']],
  ['@aws-sdk/client-scheduler', ['deleteSchedule', 'hardStop', 'performEffect', 'putSchedule', 'reconcile']],
  ['@aws-sdk/client-sqs', ['performEffect', 'stream']],
  ['@aws-sdk/client-eventbridge', ['drillRequested', 'releaseJob', 'publish', 'reconcile', 'runSchedule']],
  ['@aws-sdk/client-ssm', ['performCheck']],
  ['@aws-sdk/client-lambda', ['performCheck']],
  ['@aws-sdk/client-s3', ['linkEvidence', 'performCheck', 'sealEvidence', 'sealOverdue']],
  ['@aws-sdk/client-kms', ['getEvidenceKey', 'sealEvidence', 'sealOverdue']],
  ['src/evidence/forms/htmlOf.ts', ['getReport', 'sealEvidence', 'sealOverdue']],
  ['@aws-sdk/client-service-quotas', ['performEffect']],
  ['@aws-sdk/client-pricing', ['takeInventory']],
  ['@aws-sdk/client-cloudwatch', ['heartbeat']],
  ['@aws-sdk/client-sns', ['releaseJob', 'publish', 'reconcile', 'runSchedule']],
  ['zod-openapi', ['getOpenapi']],
  ['re2js', ['probe']],
  ['@aws-lambda-powertools/metrics', ['guardSweep', 'publish', 'reconcile', 'runSchedule', 'sealOverdue']],
  [
    'croner',
    [
      'deleteSchedule',
      'getDifference',
      'getReport',
      'getSchedule',
      'listSchedules',
      'putSchedule',
      'reconcile',
      'sealEvidence',
      'sealOverdue',
    ],
  ],
  [
    'src/store/history/history.ts',
    [
      'getDifference',
      'getDrill',
      'getReport',
      'getServer',
      'listFindings',
      'listRegressions',
      'listServers',
      'listStatistics',
      'listTrials',
      'performEffect',
      'reconcile',
      'sealEvidence',
      'sealOverdue',
      'takeInventory',
      'publish',
    ],
  ],
])('%s is only in the bundles of functions that use it', (client, functions) => {
  const endpoints = sourceFiles('src/handlers').filter(({ text }) => /^export .*\bhandler\b/m.test(text));
  const holders = endpoints.filter(({ path }) => reached(path).has(client));
  expect(holders.map(({ path }) => path.replace(/^.*\/(\w+)\.ts$/, '$1')).toSorted()).toEqual(functions.toSorted());
});

function reached(start: string): Set<string> {
  const seen = new Set([start]);
  for (const at of seen) for (const { to } of next.get(at) ?? []) seen.add(to);
  return seen;
}
