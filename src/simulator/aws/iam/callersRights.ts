import { AwsFault, type Caller } from '../contract.ts';
import type { LaunchOutcome, SourceServer, World } from '../state.ts';
import type { ForwardedCall } from './forwardedCall.ts';
import { callsOfLaunch, callsOfTermination, type LaunchPlan } from './forwardedCalls.ts';
import type { Step } from './forwardedRows.ts';

/**
 * Refuses a StartRecovery whose caller may not tag. Observed in 2025-11, on the source server, whatever the tags were
 * for.
 */
export function checkTagging(world: World, caller: Caller, server: SourceServer, plan: LaunchPlan): void {
  const calls = callsIn(world, () => callsOfLaunch(caller, server, plan)).filter(({ step }) => step === 'CALL');
  const refused = firstRefused(world, caller, calls);
  if (refused === undefined) return;
  throw new AwsFault('AccessDeniedException', 403, sentence(caller, refused), {
    members: { code: 'AccessDeniedException' },
  });
}

/**
 * The server with its launch outcome. It fails at the first call that DRS may not make on its caller's behalf,
 * minutes after StartRecovery.
 */
export function launchedWithRights(world: World, caller: Caller, server: SourceServer, plan: LaunchPlan): SourceServer {
  const calls = callsIn(world, () => callsOfLaunch(caller, server, plan)).filter(({ step }) => step !== 'CALL');
  const refused = firstRefused(world, caller, calls);
  if (refused === undefined) return server;
  return { ...server, outcome: OUTCOMES[refused.step], errorText: rawError(caller, refused) };
}

/** Why DRS cannot terminate an instance of this server on its caller's behalf; undefined when it can. */
export function terminationRefused(
  world: World,
  caller: Caller,
  server: SourceServer | undefined,
  jobID: string,
): string | undefined {
  if (server === undefined) return undefined;
  const refused = firstRefused(
    world,
    caller,
    callsIn(world, () => callsOfTermination(caller, server, jobID)),
  );
  return refused === undefined ? undefined : rawError(caller, refused);
}

/** The lists are not built in worlds that check no permissions. */
function callsIn(world: World, list: () => ForwardedCall[]): ForwardedCall[] {
  return world.rights === undefined ? [] : list();
}

function firstRefused({ rights }: World, caller: Caller, calls: ForwardedCall[]): ForwardedCall | undefined {
  return calls.find((call) => rights !== undefined && !rights(caller, call));
}

const OUTCOMES: Readonly<Record<Step, LaunchOutcome>> = {
  CALL: 'SKIPPED',
  SNAPSHOT: 'FAILS_SNAPSHOT',
  CONVERSION: 'FAILS_CONVERSION',
  LAUNCH: 'FAILS_LAUNCH',
  CLEANUP: 'FAILS_LAUNCH',
};

/** As job logs showed it in 2025-11. */
function rawError(caller: Caller, call: ForwardedCall): string {
  const [service = '', name = ''] = call.action.split(':');
  const code = service === 'ec2' || service === 'iam' ? 'UnauthorizedOperation' : 'AccessDeniedException';
  const operation = service === 'iam' ? 'RunInstances' : name;
  const refusal = 'You are not authorized to perform this operation.';
  return `An error occurred (${code}) when calling the ${operation} operation: ${refusal} ${sentence(caller, call)}`;
}

/** IAM user guide, troubleshooting: the message of a denied request. */
function sentence({ accountId, functionName = 'caller' }: Caller, { action, resource }: ForwardedCall): string {
  const user = `arn:aws:sts::${accountId}:assumed-role/${functionName}/${functionName}`;
  const why = `because no identity-based policy allows the ${action} action`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}
