import {
  GetAccountSettingsCommand,
  type GetAccountSettingsCommandOutput,
  GetFunctionConcurrencyCommand,
  type GetFunctionConcurrencyCommandOutput,
} from '@aws-sdk/client-lambda';
import { ask } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { type Deployed, prefixOf } from './deployed.ts';
import { checked, type Finding, fail, ok, warn } from './finding.ts';
import { type FunctionName, RESERVED } from './parts.ts';

/** Checks that Lambda has concurrency for the functions, and reserves some for those that clean up. */
export async function checkConcurrency(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  return [
    ...(await checked('functions-may-run', () => mayRun(clients, deployed))),
    ...(await checked('lambda-concurrency', () => roomToRun(clients, deployed))),
    ...(await checked('reserved-concurrency', () => roomKept(clients, deployed))),
  ];
}

async function mayRun(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  const check = 'functions-may-run';
  const { place } = deployed;
  const reserved = await reservedBy(clients, deployed, [...deployed.functions.keys()]);
  const stopped = reserved.flatMap(([name, most]) => (most === 0 ? [name] : []));
  const found = stopped.map((name) => {
    const remedy = `Remove the limit: aws lambda delete-function-concurrency --function-name ${prefixOf(place)}-${name}.`;
    return fail(check, `The function ${name} is stopped: its reserved concurrency is 0.`, remedy);
  });
  return found.length > 0 ? found : [ok(check, 'No function is stopped by a reserved concurrency of 0.')];
}

/**
 * Five concurrent effects, two stream readers, sweep, guard, hard stops, and API requests: 20. And 20 checks that hang,
 * each with a probe or a function.
 */
const CONCURRENCY_WANTED = 60;

async function roomToRun(clients: Clients, { place }: Deployed): Promise<Finding> {
  const most = await unreservedIn(clients, place.region);
  const says = `Lambda allows this account ${most} unreserved concurrent executions in ${place.region}`;
  if (most >= CONCURRENCY_WANTED) return ok('lambda-concurrency', `${says}.`);
  return warn(
    'lambda-concurrency',
    `${says}; ${CONCURRENCY_WANTED} are recommended, because fewer delay drills and their cleanup.`,
    `${MORE}.`,
  );
}

/** Lambda developer guide, reserved concurrency: this many of an account's concurrent executions cannot be reserved. */
const LEFT_UNRESERVED = 100;

async function roomKept(clients: Clients, deployed: Deployed): Promise<Finding> {
  const check = 'reserved-concurrency';
  const { region } = deployed.place;
  const names = [...deployed.functions.keys()].filter((name) => RESERVED[name] !== undefined);
  const lacking = (await reservedBy(clients, deployed, names)).flatMap(([name, most]) => (most === null ? [name] : []));
  if (lacking.length === 0) return ok(check, 'Lambda has reserved concurrency for hard stops and the guard.');
  const unreserved = await unreservedIn(clients, region);
  const wanted = lacking.reduce((sum, name) => sum + (RESERVED[name] ?? 0), 0);
  const says = `Lambda has no reserved concurrency for ${lacking.join(', ')}: other functions may use all ${unreserved} unreserved concurrent executions in ${region}`;
  const deploy = 'deploy with --param="reservedConcurrency=on"';
  if (unreserved - wanted >= LEFT_UNRESERVED)
    return warn(check, `${says}.`, `If other functions run in this account, ${deploy}: it reserves ${wanted}.`);
  return warn(
    check,
    `${says}, and ${wanted} cannot be reserved, because ${LEFT_UNRESERVED} must stay unreserved.`,
    `${MORE}, then ${deploy}.`,
  );
}

const MORE = 'Request an increase in Service Quotas, AWS Lambda, Concurrent executions';

async function unreservedIn({ lambda }: Clients, region: string): Promise<number> {
  const command = new GetAccountSettingsCommand({});
  const answer = ask<GetAccountSettingsCommandOutput>(lambda(region), 'GetAccountSettings', command);
  return (await answer).AccountLimit?.UnreservedConcurrentExecutions ?? 0;
}

/** The reserved concurrency of functions; null: none. */
async function reservedBy(
  { lambda }: Clients,
  { place, functions }: Deployed,
  names: FunctionName[],
): Promise<(readonly [FunctionName, number | null])[]> {
  return inTurns(names, async (name) => {
    const command = new GetFunctionConcurrencyCommand({ FunctionName: functions.get(name)?.arn });
    const client = lambda(place.region);
    const answer = ask<GetFunctionConcurrencyCommandOutput>(client, 'GetFunctionConcurrency', command);
    return [name, (await answer).ReservedConcurrentExecutions ?? null] as const;
  });
}
