import { describe, expect, test } from 'vitest';
import { createKeptWorld } from '../../src/simulator/aws/persistentAws.ts';
import { createSavedState } from '../../src/simulator/aws/savedState.ts';
import type { Invoker } from '../../src/simulator/lambda/invoker.ts';
import { createRouting } from '../../src/simulator/lambda/routing.ts';
import {
  type Deployment,
  deploymentOf,
  readServerlessFile,
  type ServerlessFile,
} from '../../src/simulator/lambda/serverlessFile.ts';
import type { StreamRecord } from '../../src/simulator/lambda/streamReading.ts';
import { startTriggers } from '../../src/simulator/lambda/triggers.ts';
import { startLocalApi } from '../../src/simulator/local/localApi.ts';
import { payloadOf } from '../handlers/given.ts';

const SITE = { accountId: '111122223333', region: 'eu-west-1' };
const LOG = { info: () => undefined, error: () => undefined };

const text = JSON.stringify(readServerlessFile());

/** serverless.yml with one text replaced. */
function changed(from: string, to: string): Deployment {
  expect(text).toContain(from);
  return deploymentOf(JSON.parse(text.replaceAll(from, to)) as ServerlessFile, SITE, 'http://127.0.0.1');
}

function invokerTo(called: string[]): Invoker {
  const invoke: Invoker['invoke'] = async (name) => {
    called.push(name);
    return { statusCode: 200, headers: {}, body: '{}', batchItemFailures: [] };
  };
  return { invoke, byArn: () => undefined, running: () => 0 };
}

describe('serverless.yml is the single source of truth for', () => {
  test.each([
    ['unchanged', 'DRS Source Server Launch Result', ['drsEvent']],
    ['with another pattern', 'Something Else', []],
  ])('the function that receives an event: %s', async (_how, detailType, functions) => {
    const route = createRouting(changed('DRS Source Server Launch Result', detailType));
    const event = (await payloadOf('drsEvent')) as never;
    const reported = route({ kind: 'event', at: 0, event }, 'default');
    expect(reported.map(({ functionName }) => functionName)).toEqual(functions);
  });

  test.each([
    ['unchanged', '"/v1/lever"', '/v1/lever', ['getLever']],
    ['with another path', '"/v2/lever"', '/v1/lever', ['unknownRoute']],
    ['with another path, called there', '"/v2/lever"', '/v2/lever', ['getLever']],
  ])('the HTTP path of a function: %s', async (_how, path, requested, functions) => {
    const called: string[] = [];
    const options = { port: 0, now: () => 0, log: LOG };
    const api = await startLocalApi(changed('"/v1/lever"', path), invokerTo(called), options);
    await fetch(`${api.url}${requested}`);
    await api.close();
    expect(called).toEqual(functions);
  });

  test.each([
    ['unchanged', '"inbox"', ['stream']],
    ['with another filter', '"outbox"', []],
  ])('the stream records that reach a function: %s', async (_how, entity, functions) => {
    const called: string[] = [];
    const savedState = createSavedState(undefined);
    const deployment = changed('"inbox"', entity);
    const world = createKeptWorld({
      savedState,
      seed: 1,
      now: () => 0,
      queueUrlBase: 'http://127.0.0.1',
      route: () => [],
    });
    const read = async (after: string | undefined) => (after === undefined ? [inboxRecord()] : []);
    const invoker = invokerTo(called);
    const pause = async () => undefined;
    const options = { deployment, invoker, world, readStream: () => read, savedState, seed: 1, log: LOG, pause };
    const triggers = startTriggers(options);
    while (triggers.busy()) await new Promise((resolve) => setTimeout(resolve, 10));
    await triggers.stop();
    expect([...new Set(called)]).toEqual(functions);
  });
});

function inboxRecord(): StreamRecord {
  const Keys = { pk: { S: 'a' }, sk: { S: 'b' } };
  const NewImage = { ...Keys, __edb_e__: { S: 'inbox' }, drillId: { S: 'd-1' } };
  const dynamodb = { SequenceNumber: '1', ApproximateCreationDateTime: 0, Keys, NewImage };
  return { eventID: '1', eventName: 'INSERT', eventSource: 'aws:dynamodb', awsRegion: 'eu-west-1', dynamodb };
}
