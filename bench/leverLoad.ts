import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Table from 'cli-table3';
import { giveWay } from '../src/flow/leverInForce.ts';
import { usePorts, wiring } from '../src/handlers/wiring/wiring.ts';
import { startEmbeddedDynamodb } from '../src/simulator/dynamodb/embeddedDynamodb.ts';
import { createLocalTable } from '../src/simulator/dynamodb/localTable.ts';
import { enterLambda } from '../src/simulator/lambda/lambdaEnvironment.ts';
import { deploymentOf, readServerlessFile } from '../src/simulator/lambda/serverlessFile.ts';
import { type Answer, SITE, start, timed } from './leverEndpoints.ts';
import { quantile } from './numbers.ts';

/**
 * `npm run bench:lever [-- STARTS CLIENTS MOVERS]`: the safety lever under load, on an embedded table. Clients start
 * drills one after the other, movers move the lever of the same Region, and half-way a real recovery begins there. No
 * client retries.
 */
const [STARTS = 300, CLIENTS = 40, MOVERS = 5] = process.argv.slice(2).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'drs-drill-lever-'));
const dynamodb = await startEmbeddedDynamodb({ file: join(folder, 'table.db') });
try {
  const deployment = deploymentOf(readServerlessFile(), SITE, dynamodb.endpoint);
  enterLambda(deployment, dynamodb.endpoint);
  usePorts({ log: { info: () => undefined, error: () => undefined } });
  await createLocalTable(new DynamoDBClient({ endpoint: dynamodb.endpoint }), deployment);
  console.log(tableOf(await loaded()));
} finally {
  await dynamodb.stop();
  await rm(folder, { recursive: true });
}

/** The results of every start, every move, and the closing of the lever for the real recovery. */
type Load = Record<'start' | 'move' | 'close', Answer[]>;

async function loaded(): Promise<Load> {
  const load: Load = { start: [], move: [], close: [] };
  const movers = new Worker(new URL('leverMovers.ts', import.meta.url), { workerData: { movers: MOVERS } });
  const servers = Array.from({ length: STARTS }, (_, n) => `s-${n.toString(16).padStart(17, '0')}`);
  const starting = Array.from({ length: CLIENTS }, async () => {
    for (let server = servers.pop(); server !== undefined; server = servers.pop()) {
      load.start.push(await timed(() => start(server)));
      if (load.start.length === STARTS / 2)
        load.close.push(await timed(() => giveWay(wiring(), SITE, 'drsjob-0123456789abcdef0')));
    }
  });
  await Promise.all(starting);
  const moved = once(movers, 'message');
  movers.postMessage('stop');
  [load.move] = (await moved) as [Answer[]];
  return load;
}

function tableOf(load: Load): string {
  const table = new Table({
    head: ['', 'requested', 'failed', 'p50 s', 'p95 s', 'most s'],
    style: { head: [], border: [] },
  });
  for (const [what, answers] of Object.entries(load)) {
    const seconds = answers.map(({ milliseconds }) => milliseconds / 1000);
    const spread = [0.5, 0.95, 1].map((part) => quantile(seconds, part).toFixed(2));
    table.push([what, answers.length, answers.filter(({ failed }) => failed).length, ...spread]);
  }
  return table.toString();
}
