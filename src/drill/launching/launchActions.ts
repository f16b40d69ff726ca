import { tallyOf } from '../actionsKept.ts';
import {
  ACTIONS_FIRST_LOOK_SECONDS,
  ACTIONS_LOOK_SECONDS_MIN,
  ACTIONS_TIMEOUT_SECONDS,
  SECOND_MS,
  SERVERS_PER_EFFECT,
} from '../bounds.ts';
import type { ActionTally, Drill, Instant, Server } from '../drill.ts';
import type { ActionsReported, Input } from '../inputs.ts';
import {
  ask,
  decideOutcome,
  inChunks,
  mayAsk,
  record,
  type Step,
  serversOf,
  setTimer,
  setTimerBy,
  someServer,
} from '../step.ts';
import { isOptional } from './requiredServers.ts';

/**
 * Post-launch actions run on the launched instances. DRS reports their results with the launch job (DRS API model:
 * LaunchActionsStatus). Looks become rarer while the instances are up, and a last one follows the end of the hold.
 */
export function lookAtActions(step: Step): void {
  if (!someServer(step.drill, ({ actions }) => actions !== undefined)) return;
  judgeActions(step);
  const next = new Map(serversOf(step.drill).map(([id, server]) => [id, nextLookAt(step.drill, server)]));
  const later = Math.min(...[...next.values()].filter((at) => at > step.at));
  setTimer(step, 'actions', Number.isFinite(later) ? later : null);
  inChunks(Object.keys(step.drill.servers), SERVERS_PER_EFFECT).forEach((chunk, index) => {
    const servers = chunk.flatMap((sourceServerId) => {
      const jobId = jobOf(step.drill, step.drill.servers[sourceServerId]);
      return jobId !== undefined && (next.get(sourceServerId) ?? 0) <= step.at ? [{ sourceServerId, jobId }] : [];
    });
    if (servers.length > 0 && mayAsk(step, `actions/${index}`))
      ask(step, `actions/${index}`, { kind: 'LookAtActions', servers });
  });
}

/** Records what DRS reports on the actions, unless it has reported the same before. */
export function actionsSeen(step: Step, { servers }: Extract<Input, { type: 'ActionsSeen' }>): undefined {
  const known = servers.filter(({ sourceServerId }) => step.drill.servers[sourceServerId]?.actions !== undefined);
  if (known.length === 0) return;
  const reported = known.flatMap(({ sourceServerId, reported: seen }) =>
    seen !== null && isNews(step.drill.servers[sourceServerId], seen) ? [{ sourceServerId, ...seen }] : [],
  );
  const sourceServerIds = known.map(({ sourceServerId }) => sourceServerId);
  record(step, { type: 'LaunchActionsSeen', sourceServerIds, reported });
}

/** Every required action has succeeded. An action that DRS does not report has not. */
export function isDone({ actions }: Server): boolean {
  if (actions === undefined) return true;
  const { required, reported } = actions;
  if (reported === undefined) return required === 0;
  return reported.required.failed === 0 && reported.required.open === 0 && reported.required.succeeded >= required;
}

/** Required actions have as long as a boot may take. A hold that lasts longer begins meanwhile. */
export function waitsForActions(step: Step): boolean {
  const { waves, terms, at } = step.drill;
  const waited = serversOf(step.drill).filter(([, server]) => isUndone(server));
  if (waited.length === 0) return false;
  const launchedAt = Math.max(...waited.map(([, server]) => waves[server.wave]?.launchedAt ?? at));
  const holdAt = launchedAt + (terms.bootSecondsMax - terms.holdSeconds) * SECOND_MS;
  if (step.at >= holdAt) return false;
  setTimerBy(step, 'actions', holdAt);
  return true;
}

/** The last look at the actions is not answered yet, and its timeout has not passed. */
export function awaitsActions({ at, drill }: Step): boolean {
  if (at >= drill.phaseAt + ACTIONS_TIMEOUT_SECONDS * SECOND_MS) return false;
  return someServer(drill, (server) => Number.isFinite(nextLookAt(drill, server)));
}

/** When the drill ends, working servers whose required actions have not succeeded have not passed. */
export function settleActions(step: Step): void {
  const undone = serversOf(step.drill).filter(([, server]) => isUndone(server));
  const said = undone.map(([id, server]): [string, string] => [id, undoneSaid(step.drill, id, server)]);
  // The actions did not get the time that they were entitled to, which says nothing about the server.
  if (!wasEndedEarly(step.drill)) for (const [id, reason] of said) giveUp(step, id, reason);
  failDrill(step, said);
}

/** The server works, but its required actions were not seen to succeed. */
export function isUndone(server: Server): boolean {
  const { result, verified, verificationFailed, lost } = server;
  const works = result === 'LAUNCHED' && verified !== undefined && verificationFailed !== true && lost === undefined;
  return works && !isDone(server);
}

/** A failed required action is judged at once. A running one is judged when the drill ends. */
function judgeActions(step: Step): void {
  if (step.drill.phase === 'TERMINATING') return;
  const failed = serversOf(step.drill).flatMap(([id, server]): [string, string][] => {
    const failure = server.actions?.failure;
    return failure !== undefined && isUndone(server) ? [[id, failure]] : [];
  });
  for (const [id, reason] of failed) giveUp(step, id, reason);
  failDrill(step, failed);
}

function giveUp(step: Step, sourceServerId: string, reason: string): void {
  record(step, { type: 'ServerVerificationFailed', sourceServerId, reason, verified: null });
}

function failDrill(step: Step, said: [string, string][]): void {
  const required = said.filter(([id]) => !isOptional(step.drill, step.drill.servers[id] as Server));
  const [first] = required;
  if (first === undefined) return;
  const others = required.length === 1 ? '' : `, and ${required.length - 1} more servers`;
  decideOutcome(step, 'FAILED', `${first[1]} (${first[0]}${others}).`);
}

/**
 * Infinity when there is nothing more to learn. The pauses grow with the time since the launch. The last look comes
 * after the hold.
 */
function nextLookAt(drill: Drill, server: Server): Instant {
  const { actions, result, verificationFailed, lost } = server;
  if (actions === undefined || result === undefined || isSettled(server)) return Number.POSITIVE_INFINITY;
  const { lookedAt } = actions;
  if (drill.phase === 'TERMINATING') {
    const isMoot =
      verificationFailed === true ||
      lost !== undefined ||
      server.verified === undefined ||
      (lookedAt ?? 0) >= drill.phaseAt;
    return isMoot ? Number.POSITIVE_INFINITY : drill.phaseAt;
  }
  const launchedAt = drill.waves[server.wave]?.launchedAt ?? drill.at;
  if (lookedAt === undefined) return launchedAt + ACTIONS_FIRST_LOOK_SECONDS * SECOND_MS;
  return lookedAt + Math.max((lookedAt - launchedAt) / 2, ACTIONS_LOOK_SECONDS_MIN * SECOND_MS);
}

/** No action is running or missing. A failed launch runs no more actions than it reports. */
function isSettled({ actions, result, instanceId }: Server): boolean {
  if (result === 'FAILED' && (instanceId === undefined || actions?.reported !== undefined)) return true;
  const { reported, required = 0, optional = 0 } = actions ?? {};
  if (reported === undefined) return false;
  return isCompleted(reported.required, required) && isCompleted(reported.optional, optional);
}

function isCompleted({ succeeded, failed, open }: ActionTally, expected: number): boolean {
  return open === 0 && succeeded + failed >= expected;
}

function isNews(server: Server | undefined, seen: ActionsReported): boolean {
  const before = server?.actions;
  const tally = tallyOf(seen.runs, before?.optional ?? 0);
  if (before?.reported === undefined || (before.agentAt === undefined && seen.agentSeenAt !== null)) return true;
  return !isSame(before.reported.required, tally.required) || !isSame(before.reported.optional, tally.optional);
}

function isSame(one: ActionTally, other: ActionTally): boolean {
  return one.succeeded === other.succeeded && one.failed === other.failed && one.open === other.open;
}

function undoneSaid({ unfinishedActions = [] }: Drill, id: string, { actions }: Server): string {
  const { required = 0, reported, agentAt, failure } = actions ?? {};
  if (failure !== undefined) return failure;
  if (reported === undefined) return `DRS never reported how its ${required} required post-launch actions ended`;
  const open = unfinishedActions.find((one) => one.sourceServerId === id && !one.optional);
  if (open !== undefined) return `Post-launch action “${open.name}” had not succeeded when the hold ended`;
  const left = required - reported.required.succeeded;
  const because = agentAt === undefined ? ': DRS reported no Systems Manager agent' : '';
  return `${left} of its ${required} required post-launch actions did not succeed before the hold ended${because}`;
}

/** An operator or a real recovery ended it early. */
function wasEndedEarly({ outcome, holdEndedBy }: Drill): boolean {
  return outcome === 'CANCELLED' || outcome === 'YIELDED' || holdEndedBy !== undefined;
}

function jobOf(drill: Drill, server: Server | undefined): string | undefined {
  return server?.launch === undefined ? undefined : drill.launches[server.launch]?.jobId;
}
