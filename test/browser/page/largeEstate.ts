import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import type { Estate } from './estate.ts';
import { hurrying } from './hurrying.ts';
import type { PageWorld } from './pageWorld.ts';

const SERVERS = 300;
/** As many as are in the drill that holds. */
const HELD = 150;
const ERROR = 'Conversion failed: the boot volume has no operating system that the conversion server knows';

/** As many servers as a site may have; every fiftieth fails. */
export const LARGE_SERVERS: ServerOptions[] = Array.from({ length: SERVERS }, (_, index) => ({
  hostname: `${['web', 'db', 'app', 'reports'][index % 4]}-${String(index + 1).padStart(3, '0')}.prod.example.com`,
  ...(index % 50 === 49 && { outcome: 'FAILS_CONVERSION', errorText: ERROR }),
}));

/** A drill of half of the servers that holds, and drills of most of the others that have ended. */
export function makeLargeEstate(world: PageWorld): Promise<Estate> {
  return hurrying(world.local, furnished(world));
}

async function furnished({ local: { apiUrl: api }, servers }: PageWorld): Promise<Estate> {
  const start = (from: number, to: number, terms: object = {}) => {
    const sourceServerIds = servers.slice(from, to);
    const half = Math.ceil(sourceServerIds.length / 2);
    const waves = [sourceServerIds.slice(0, half), sourceServerIds.slice(half)].filter(({ length }) => length > 0);
    const body = {
      waves: waves.map((ids) => ({ sourceServerIds: ids })),
      holdSeconds: 60,
      reason: 'the yearly drill',
      ...terms,
    };
    return startedDrill(api, body);
  };
  const plan = 'the-whole-site';
  const body = { waves: [{ sourceServerIds: servers.slice(0, 2) }], holdSeconds: 60, reason: 'the yearly drill' };
  await called(api, 'PUT', `/v1/plans/${plan}`, body, { 'if-none-match': '*' });
  const [holding, ready, rejected] = await Promise.all([
    start(0, HELD, {
      holdSeconds: 86_400,
      onLaunchFailure: 'CONTINUE',
      checks: [{ name: 'orders-work', kind: 'VERDICT' }],
    }),
    start(0, SERVERS, { dryRun: true }),
    start(SERVERS - 1, SERVERS, { recoveryPoint: { type: 'AT_OR_BEFORE', at: '2020-01-01T00:00:00Z' } }),
  ]);
  const ended: string[] = [];
  // One after the other: so many at once are too much for the table of a busy machine.
  for (let from = HELD; from < HELD + 120; from += 10) ended.push(await start(from, from + 10));
  await Promise.all([inPhase(api, holding, 'HOLDING'), ...ended.map((drillId) => inPhase(api, drillId, 'ENDED'))]);
  const [passed = '', , , , failed = ''] = ended;
  return { drills: { passed, failed, rejected, ready, holding, leaked: ready }, plan, schedule: 'nightly' };
}
