import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { givenPorts, payloadOf, through } from './given.ts';

beforeEach(() => {
  givenPorts();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const JUDGE = 'arn:aws:lambda:eu-west-1:111122223333:function:judge';

test.each([
  ['a command', 'CHECK_DOCUMENTS', 'checkDocuments', 'Shop-CheckOrders', { kind: 'SSM', document: 'Shop-CheckOrders' }],
  ['a function', 'CHECK_FUNCTIONS', 'checkFunctions', JUDGE, { kind: 'LAMBDA', functionArn: JUDGE }],
  [
    'a host',
    'ISOLATION_HOSTS',
    'isolationHosts',
    'db.example.com',
    { kind: 'UNREACHABLE', host: 'db.example.com', port: 5432, control: { port: 22 } },
  ],
])('%s is used by a check only where the deployment names it', async (_what, setting, parameter, named, check) => {
  const payload = await payloadOf('startDrill');
  const body = { ...JSON.parse(String(payload['body'])), checks: [{ name: 'orders', ...check }] };
  const start = () => through('startDrill', { ...payload, body: JSON.stringify(body) });
  const refused = await start();
  expect([refused.statusCode, refused.body]).toEqual([
    400,
    expect.stringContaining(`must be named by the deployment’s parameter ${parameter}; it names none`),
  ]);
  vi.stubEnv(setting, `another, ${named}`);
  expect((await start()).statusCode).toBe(202);
});
