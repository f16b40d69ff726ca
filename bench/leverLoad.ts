import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Table from 'cli-table3';
import { giveWay } from '../src/flow/lever.ts';
import { handler as setLever } from '../src/handlers/setLever.ts';
import { handler as startDrill } from '../src/handlers/startDrill.ts';
import { usePorts, wiring } from '../src/handlers/wiring.ts';
import { deploymentOf, readServerlessFile } from '../src/simulator/deployment.ts';
import { startEmbeddedDynamodb } from '../src/simulator/embeddedDynamodb.ts';
import { enterLambda } from '../src/simulator/lambdaEnvironment.ts';
import { createLocalTable } from '../src/simulator/localTable.ts';
import { quantile } from './numbers.ts';

/**
 * `npm run bench:lever [-- STARTS CLIENTS MOVERS]`: the safety lever while a crowd starts drills, on an embedded table. Clients start
 * drills one after the other, others move the lever of the same Region, and half-way a real recovery is seen there. Nobody asks again.
 */
const [STARTS = 300, CLIENTS = 40, MOVERS = 5] = process.argv.slice(2).map(Number);
/** Nobody moves a lever without a pause. */
const MOVE_PAUSE_MS = 200;
const SITE = { accountId: '111122223333', region: 'eu-west-1' };

const CONTEXT = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 28_000 } as Parameters<typeof startDrill>[1];

const folder = await mkdtemp(join(tmpdir(), 'drs-drill-lever-'));
const dynamodb = await startEmbeddedDynamodb({ file: join(folder, 'table.db') });
try {
  const deployment = deploymentOf(await readServerlessFile(), SITE, dynamodb.endpoint);
  enterLambda(deployment, dynamodb.endpoint);
  usePorts({ log: { info: () => undefined, error: () => undefined } });
  await createLocalTable(new DynamoDBClient({ endpoint: dynamodb.endpoint }), deployment);
  console.log(tableOf(await loaded()));
} finally {
  await dynamodb.stop();
  await rm(folder, { recursive: true });
}

interface Answer {
  failed: boolean;
  milliseconds: number;
}

/** What became of every start, every move, and the closing of the lever for the real recovery. */
type Load = Record<'start' | 'move' | 'close', Answer[]>;

async function loaded(): Promise<Load> {
  const load: Load = { start: [], move: [], close: [] };
  const servers = Array.from({ length: STARTS }, (_, n) => `s-${n.toString(16).padStart(17, '0')}`);
  const starting = Array.from({ length: CLIENTS }, async () => {
    for (let server = servers.pop(); server !== undefined; server = servers.pop()) {
      load.start.push(await timed(() => start(server)));
      if (load.start.length === STARTS / 2) load.close.push(await timed(() => recoverySeen()));
    }
  });
  const moving = Array.from({ length: MOVERS }, async (_, mover) => {
    for (let n = 0; load.start.length < STARTS; n++) {
      load.move.push(await timed(() => move(`mover ${mover}, move ${n}`)));
      await new Promise((resolve) => setTimeout(resolve, MOVE_PAUSE_MS));
    }
  });
  await Promise.all([...starting, ...moving]);
  return load;
}

/** When `act` throws it has failed. */
async function timed(act: () => Promise<unknown>): Promise<Answer> {
  const began = performance.now();
  const failed = await act().then(
    () => false,
    () => true,
  );
  return { failed, milliseconds: performance.now() - began };
}

function start(sourceServerId: string): Promise<void> {
  return call(startDrill, { waves: [{ sourceServerIds: [sourceServerId] }], holdSeconds: 300, reason: 'bench' });
}

function move(reason: string): Promise<void> {
  return call(setLever, { state: 'OPEN', region: SITE.region, reason });
}

function recoverySeen(): Promise<void> {
  return giveWay(wiring(), SITE, 'drsjob-0123456789abcdef0');
}

async function call(door: typeof startDrill, body: unknown): Promise<void> {
  const authorizer = { iam: { userArn: 'arn:aws:iam::111122223333:user/bench' } };
  const headers = { 'content-type': 'application/json', 'if-match': '*' };
  const event = { requestContext: { requestId: 'bench', authorizer }, headers, body: JSON.stringify(body) };
  const { statusCode } = await door(event, CONTEXT);
  if (statusCode >= 400) throw new Error(`the answer was ${statusCode}`);
}

function tableOf(load: Load): string {
  const table = new Table({
    head: ['', 'asked', 'failed', 'p50 s', 'p95 s', 'most s'],
    style: { head: [], border: [] },
  });
  for (const [what, answers] of Object.entries(load)) {
    const seconds = answers.map(({ milliseconds }) => milliseconds / 1000);
    const spread = [0.5, 0.95, 1].map((part) => quantile(seconds, part).toFixed(2));
    table.push([what, answers.length, answers.filter(({ failed }) => failed).length, ...spread]);
  }
  return table.toString();
}
