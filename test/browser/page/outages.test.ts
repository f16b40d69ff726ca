import { describe } from 'vitest';
import { inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { longOutage } from './longOutage.ts';
import { pageTests } from './pageTests.ts';
import { shortOutages } from './shortOutages.ts';

const started = { ready: '', holding: '' };
const tests = pageTests([{ hostname: 'shop-1' }, { hostname: 'shop-2' }], async ({ local, servers }) => {
  const [first, second] = servers.map((server) => ({ waves: [{ sourceServerIds: [server] }], holdSeconds: 86_400 }));
  started.ready = await startedDrill(local.apiUrl, { ...first, dryRun: true, reason: 'seen before the outage' });
  started.holding = await startedDrill(local.apiUrl, { ...second, reason: 'held before the outage' });
  await hurrying(local, inPhase(local.apiUrl, started.holding, 'HOLDING'));
});

// Beside each other, because both mostly wait; each has a page of its own before the same world.
describe('in short outages', { concurrent: true }, () => {
  describe('a page', { concurrent: false }, () => shortOutages(tests, () => started.ready));
});
describe('while the API is away for a minute', { concurrent: true }, () => longOutage(tests, () => started.holding));
