import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventHandler } from '../../src/handlers/parsing/eventHandler.ts';
import { jsonLog } from '../../src/handlers/wiring/logger.ts';
import { measure } from '../../src/handlers/wiring/meter.ts';

let lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines = [];
  Object.assign(process.env, { POWERTOOLS_SERVICE_NAME: 'drs-drill-prod', POWERTOOLS_METRICS_NAMESPACE: 'drs-drill' });
  const handle = (chunk: unknown) => {
    lines.push(JSON.parse(String(chunk)));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(handle);
  vi.spyOn(process.stderr, 'write').mockImplementation(handle);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('a count becomes a line in CloudWatch’s embedded metric format, with its unit and the deployment', () => {
  measure({ LeakedServers: 2, GuardRuns: 1 });
  const Metrics = [
    { Name: 'LeakedServers', Unit: 'Count' },
    { Name: 'GuardRuns', Unit: 'Count' },
  ];
  const CloudWatchMetrics = [{ Namespace: 'drs-drill', Dimensions: [['service']], Metrics }];
  expect(lines).toMatchObject([
    { _aws: { CloudWatchMetrics }, service: 'drs-drill-prod', LeakedServers: 2, GuardRuns: 1 },
  ]);
});

test('without a count there is no line', () => {
  measure({});
  expect(lines).toEqual([]);
});

test('a line of the log names its request and its drill, whatever the names of its details', async () => {
  const endpoint = eventHandler(async () => jsonLog().error('leak', { drillId: 'd-1', message: 'two', level: 'low' }));
  await endpoint({}, { awsRequestId: 'request-1' });
  expect(lines).toMatchObject([
    {
      level: 'ERROR',
      message: 'leak',
      requestId: 'request-1',
      drillId: 'd-1',
      service: 'drs-drill-prod',
      details: { message: 'two', level: 'low' },
    },
  ]);
});
