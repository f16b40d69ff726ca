import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProbeAnswer } from '../../../src/probe/probeRequest.ts';
import { openProbedNetwork, type ProbedNetwork } from '../../../src/simulator/local/probedNetwork.ts';

const SITE = { accountId: '111122223333', region: 'eu-west-1' };
const FOUND = { '10.0.0.4': 'ANSWERED', '10.0.0.5': 'OTHERWISE' } as const;

let network: ProbedNetwork;
beforeAll(async () => {
  const connect = (_site: unknown, address: string) => FOUND[address as keyof typeof FOUND] ?? 'UNREACHED';
  network = await openProbedNetwork({ connect }, SITE);
});
afterAll(() => network.close());

test('the probe finds the applications of the simulated instances, and nothing else', async () => {
  const http = (address: string) => ({ kind: 'HTTP', address, port: 80, tls: false, path: '/', statuses: [200] });
  const targets = [
    http('10.0.0.4'),
    http('10.0.0.5'),
    http('10.0.0.6'),
    { kind: 'TCP', address: '10.0.0.4', port: 22 },
    { kind: 'HOST', host: 'db.example.com', port: 5432 },
    { kind: 'HOST', host: '10.99.0.1', port: 5432 },
  ].map((target, index) => ({ ...target, id: String(index), timeoutMilliseconds: 5000 }));
  const { results } = (await network.probe({ budgetMilliseconds: 20_000, targets })) as ProbeAnswer;
  expect(results.map(({ result, status }) => [result, status])).toEqual([
    ['ANSWERED', 200],
    ['OTHERWISE', 503],
    ['UNREACHED', undefined],
    ['ANSWERED', undefined],
    ['UNREACHED', undefined],
    ['UNREACHED', undefined],
  ]);
});
