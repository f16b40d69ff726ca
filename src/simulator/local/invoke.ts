import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT, readServerlessFile } from '../lambda/serverlessFile.ts';
import { type LocalWorld, startLocalWorld } from './localWorld.ts';

/**
 * `npm run invoke -- FUNCTION`: runs one function of serverless.yml in the local world, on its payload in events/ or
 * on a file's, and prints its result. The drill id in the payloads is replaced by that of a drill requested just
 * before.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { payload: { type: 'string' } } });
  const { functions } = readServerlessFile();
  const [name = ''] = positionals;
  if (functions[name] === undefined) {
    throw new Error(`npm run invoke -- FUNCTION [--payload FILE], one of: ${Object.keys(functions).sort().join(', ')}`);
  }
  const text = await readFile(values.payload ?? join(PROJECT, 'events', `${name}.json`), 'utf8');
  const log = { info: say('info'), error: say('error') };
  const parameters = { eventRequests: SOURCE_OF_PAYLOAD };
  const local = await startLocalWorld({
    apiPort: 0,
    awsPort: 0,
    speed: 1,
    seed: 1,
    folder: undefined,
    parameters,
    log,
  });
  try {
    const payload: unknown = JSON.parse(text.replaceAll(DRILL_OF_PAYLOADS, await askForDrill(local)));
    const answer = await local.backstage.invoke(name, payload);
    console.log(
      JSON.stringify(answer, null, 2) ?? 'No result, as usual for functions that handle events and schedules.',
    );
  } finally {
    await local.stop();
  }
}

/** The source of events/drillRequested.json. */
const SOURCE_OF_PAYLOAD = 'com.example.calendar';
const DRILL_OF_PAYLOADS = 'd-000000000000000000000001';

/** Requests a drill to replace the one in the payloads, through the public API. */
async function askForDrill(local: LocalWorld): Promise<string> {
  const [sourceServerId] = local.world.addServers(local.site, 1);
  const requested = { waves: [{ sourceServerIds: [sourceServerId] }], holdSeconds: 600, reason: 'npm run invoke' };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${local.apiUrl}/v1/drills`, { method: 'POST', headers, body: JSON.stringify(requested) });
  const drillId = /\/(d-\w+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (drillId === undefined) throw new Error(`no drill was started: ${await answer.text()}`);
  return drillId;
}

function say(level: string): (message: string, details: Record<string, unknown>) => void {
  return (message, details) => console.error(`${level}  ${message}  ${JSON.stringify(details)}`);
}

await main();
