import {
  type EventSourceMappingConfiguration,
  GetFunctionEventInvokeConfigCommand,
  type GetFunctionEventInvokeConfigCommandOutput,
} from '@aws-sdk/client-lambda';
import { ask } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { checkConcurrency } from './concurrency.ts';
import { arnIn, type Deployed, deployAgain, prefixOf, settingsOf } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound } from './finding.ts';
import { mappingsOf } from './mappings.ts';
import { type FunctionName, functionsCalledBy, WORK_QUEUES } from './parts.ts';

/** Checks that every function exists, has the same settings as the others, and is invoked by its event source. */
export async function checkFunctions(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  return [
    ...areThere(deployed),
    ...agree(deployed),
    ...(await checkConcurrency(clients, deployed)),
    ...(await checked('functions-are-called', () => areCalled(clients, deployed))),
    ...(await checked('functions-failures-kept', () => keepFailures(clients, deployed))),
  ];
}

function areThere({ place, functions, missing }: Deployed): Finding[] {
  const failing = [...functions].filter(
    ([, { state, updateStatus }]) => state === 'Failed' || updateStatus === 'Failed',
  );
  const found = [
    ...missing.map((name) =>
      fail('functions-are-there', `The function ${prefixOf(place)}-${name} does not exist.`, deployAgain(place)),
    ),
    ...failing.map(([name]) =>
      fail('functions-are-there', `The last update of the function ${name} failed.`, deployAgain(place)),
    ),
  ];
  return found.length > 0 ? found : [ok('functions-are-there', `All ${functions.size} functions exist.`)];
}

/**
 * An incomplete deployment or a manual change leaves functions with different settings, for example different tables.
 */
function agree({ place, functions, environment }: Deployed): Finding[] {
  const check = 'settings';
  const read = settingsOf(environment);
  if (read instanceof Error) return [fail(check, `The settings cannot be read: ${read.message}.`, deployAgain(place))];
  const different = [...functions].flatMap(([name, { environment: own }]) =>
    Object.keys(own)
      .filter((key) => own[key] !== environment[key])
      .map((key) => `${name} (${key})`),
  );
  if (different.length === 0)
    return [ok(check, `The functions agree on their ${Object.keys(environment).length} settings.`)];
  const says = `Functions have different settings: ${different.join(', ')}.`;
  return [fail(check, says, deployAgain(place))];
}

/** Lambda reads the stream and the queues through event source mappings, which can be disabled. */
async function areCalled(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  const readers = functionsCalledBy('STREAM', 'QUEUE').filter((name) => deployed.functions.has(name));
  const found = await inTurns(readers, async (name) =>
    isCalled(deployed, name, await mappingsOf(clients, deployed, name)),
  );
  return found.flat();
}

function isCalled({ place }: Deployed, name: FunctionName, mappings: EventSourceMappingConfiguration[]): Finding {
  const check = `${name}-is-called`;
  const queue = WORK_QUEUES.find(({ functionName }) => functionName === name);
  const source = queue === undefined ? 'the table’s stream' : `the queue of ${queue.name}`;
  const [mapping] = mappings.filter(({ State }) => ON.has(State ?? ''));
  if (mapping === undefined)
    return fail(
      check,
      `No event source mapping invokes ${name} from ${source}: ${queue?.without ?? 'no drill advances'}.`,
      deployAgain(place),
    );
  const failures = `${prefixOf(place)}-stream-failures`;
  if (isStreamReader(name) && mapping.DestinationConfig?.OnFailure?.Destination !== arnIn(place, 'sqs', failures))
    return fail(check, `Failed batches of ${name} are not kept in ${failures}.`, deployAgain(place));
  return ok(check, `${name} is invoked from ${source}.`);
}

/** Lambda API reference, EventSourceMappingConfiguration: the states that read, or soon will. */
const ON: ReadonlySet<string> = new Set(['Creating', 'Enabled', 'Enabling', 'Updating']);

function isStreamReader(name: FunctionName): boolean {
  return functionsCalledBy('STREAM').includes(name);
}

async function keepFailures({ lambda }: Clients, { place, functions }: Deployed): Promise<Finding[]> {
  const check = 'functions-failures-kept';
  const wanted = arnIn(place, 'sqs', `${prefixOf(place)}-function-failures`);
  const asynchronous = functionsCalledBy('EVENTS', 'SCHEDULE', 'SCHEDULES_OF_DRILLS').filter((name) =>
    functions.has(name),
  );
  const lost = await inTurns(asynchronous, async (name) => {
    const command = new GetFunctionEventInvokeConfigCommand({ FunctionName: functions.get(name)?.arn });
    const client = lambda(place.region);
    const answer = ask<GetFunctionEventInvokeConfigCommandOutput>(client, 'GetFunctionEventInvokeConfig', command);
    return (await unlessNotFound(answer))?.DestinationConfig?.OnFailure?.Destination === wanted ? [] : [name];
  });
  if (lost.flat().length === 0) return [ok(check, 'Failed invocations are kept after their retries.')];
  return [
    fail(check, `Failed invocations of ${lost.flat().join(', ')} are lost after their retries.`, deployAgain(place)),
  ];
}
