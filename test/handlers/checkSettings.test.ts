import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { START } from '../builders.ts';
import { type Given, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
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

const page = (bodyPattern: string) => ({ name: 'page', kind: 'HTTP', bodyPattern });

test.each(['startDrill', 'putPlan'])('%s refuses the first pattern that the probe would not take', async (endpoint) => {
  const payload = await payloadOf(endpoint);
  const given = { holdSeconds: 60, ...JSON.parse(String(payload['body'])), plan: undefined };
  const send = (...patterns: string[]) => {
    const checks = patterns.map((pattern, index) => ({ ...page(pattern), name: `page-${index}` }));
    return through(endpoint, { ...payload, body: JSON.stringify({ ...given, checks }) });
  };
  const refused = await send('ready', '(a|b){400}', '(a|b){450}');
  expect([refused.statusCode, JSON.parse(refused.body).errors]).toEqual([
    400,
    [
      {
        pointer: '/checks/1/bodyPattern',
        message: 'must be a pattern that the probe takes; it is too large: it takes 1202 steps, and may take 500',
      },
    ],
  ]);
  expect((await send('ready', '(a|b){150}')).statusCode).toBeLessThan(300);
});

test('a schedule of a plan with such a pattern, saved before, is refused', async () => {
  const plan = JSON.parse(String((await payloadOf('putPlan'))['body']));
  const content = { name: 'large', version: 1, hash: '0'.repeat(64), by: 'arn:ada', at: START };
  const large = { ...plan, holdSeconds: 60, checks: [page('(a|b){400}')] };
  await given.table.ports.plans.save({ ...content, body: large }, undefined);
  const payload = await payloadOf('putSchedule');
  const body = { ...JSON.parse(String(payload['body'])), plan: 'large', planVersion: 1, overrides: {} };
  const refused = await through('putSchedule', { ...payload, body: JSON.stringify(body) });
  expect([refused.statusCode, JSON.parse(refused.body).errors]).toMatchObject([
    400,
    [{ pointer: '/checks/0/bodyPattern' }],
  ]);
});
