import { expect, test } from 'vitest';
import { inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';

const { visiting } = pageTests([{ hostname: 'shop-1' }], async ({ local, servers }) => {
  const waves = [{ sourceServerIds: servers }];
  const drillId = await startedDrill(local.apiUrl, { waves, holdSeconds: 0, dryRun: true, reason: 'rehearsal' });
  await hurrying(local, inPhase(local.apiUrl, drillId, 'ENDED'));
});

test('what runs now is one request each time, whatever its phases, and is not sent again while it is the same', async () => {
  await visiting(async ({ page, open }) => {
    const statuses: number[] = [];
    page.on('response', (response) => void (isOfPhases(response.url()) && statuses.push(response.status())));
    const again = page.waitForResponse((response) => isOfPhases(response.url()) && response.status() === 304);
    await open('/leaks');
    await again;
    expect(statuses).toEqual([200, 304]);
  });
});

function isOfPhases(address: string): boolean {
  return new URL(address).searchParams.getAll('phase').length > 0;
}
