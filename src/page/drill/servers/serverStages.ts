import type { Check, Drill, DrilledServer } from '../../api/client.ts';

/** A step of a server's own launch. UNKNOWN: the drill's own record does not say. */
export interface ServerStage {
  name: 'launched' | 'booted' | 'checked' | 'held' | 'terminated' | 'gone';
  state: 'DONE' | 'NOW' | 'FAILED' | 'COMING' | 'SKIPPED' | 'UNKNOWN';
}

/** How far a server of a drill is, step by step. */
export function serverStages(drill: Drill, server: DrilledServer): ServerStage[] {
  return [
    { name: 'launched', state: launched(drill, server) },
    { name: 'booted', state: booted(drill, server) },
    { name: 'checked', state: checked(drill, server) },
    { name: 'held', state: held(drill, server) },
    { name: 'terminated', state: terminated(drill, server) },
    { name: 'gone', state: gone(drill, server) },
  ];
}

type State = ServerStage['state'];

function launched({ phase }: Drill, { result, jobId }: DrilledServer): State {
  if (result !== null) return result === 'LAUNCHED' ? 'DONE' : 'FAILED';
  if (phase === 'ENDED') return 'SKIPPED';
  if (jobId !== null) return 'NOW';
  return phase === 'TERMINATING' ? 'SKIPPED' : 'COMING';
}

function booted({ phase }: Drill, { result, verified, verificationFailed }: DrilledServer): State {
  if (verified !== null) return 'DONE';
  if (verificationFailed) return 'FAILED';
  if (result === 'FAILED' || isOver(phase)) return 'SKIPPED';
  return result === 'LAUNCHED' ? 'NOW' : 'COMING';
}

function checked(drill: Drill, server: DrilledServer): State {
  const { result, launchActions, evidence, verificationFailed } = server;
  const checks = drill.checks.filter(asksServers);
  if (result === 'FAILED' || (checks.length === 0 && launchActions === null)) return 'SKIPPED';
  const failures = checks.filter(({ required }) => required).flatMap((check) => failureOf(check, server));
  const actionFailed = (launchActions?.runs?.required.failed ?? 0) > 0;
  if (actionFailed || failures.some(({ state }) => state === 'FAILED' || state === 'TIMED_OUT')) return 'FAILED';
  if (verificationFailed) return isOver(drill.phase) ? 'SKIPPED' : 'COMING';
  if (checks.some(({ state }) => state === 'RUNNING')) return 'NOW';
  if (checks.some(({ state }) => state === 'WAITING')) return isOver(drill.phase) ? 'SKIPPED' : 'COMING';
  if (evidence !== null && evidence.level !== 'BOOTED') return 'DONE';
  if (checks.length === 0) return actionsState(drill, server);
  if (isOver(drill.phase) && checks.every(({ beganAt }) => beganAt === null)) return 'SKIPPED';
  return checks.every(({ state, required }) => state === 'PASSED' || !required) ? 'DONE' : 'UNKNOWN';
}

/** Verdicts and functions are about the drill as a whole, and a console never passes. */
function asksServers({ kind, when }: Check): boolean {
  return (
    when === 'HOLDING' && kind !== 'VERDICT' && kind !== 'LAMBDA' && kind !== 'CONSOLE' && kind !== 'LAUNCH_ACTION'
  );
}

/** What the drill keeps of a server that did not pass a check. */
export function failureOf({ failures }: Check, { sourceServerId }: DrilledServer): Check['failures'] {
  return failures.filter((failure) => failure.sourceServerId === sourceServerId);
}

function actionsState({ phase }: Drill, { launchActions, result }: DrilledServer): State {
  const runs = launchActions?.runs?.required;
  if (runs !== undefined && runs.open === 0 && runs.succeeded >= (launchActions?.required ?? 0)) return 'DONE';
  if (isOver(phase)) return launchActions?.required === 0 ? 'SKIPPED' : 'UNKNOWN';
  return result === 'LAUNCHED' ? 'NOW' : 'COMING';
}

function held({ phase, hold }: Drill, { verified, lost, verificationFailed, result }: DrilledServer): State {
  if (lost !== null) return 'FAILED';
  if (hold.seconds === 0 || result === 'FAILED') return 'SKIPPED';
  if (hold.endedAt !== null) return verified !== null && !verificationFailed ? 'DONE' : 'SKIPPED';
  if (isOver(phase)) return 'SKIPPED';
  return phase === 'HOLDING' ? 'NOW' : 'COMING';
}

function terminated({ phase }: Drill, server: DrilledServer): State {
  const { terminationAcceptedAt, gone: proof, unproven, instanceId } = server;
  if (terminationAcceptedAt !== null) return 'DONE';
  if (unproven !== null && proof === null) return 'FAILED';
  if (proof !== null || (isOver(phase) && instanceId === null)) return 'SKIPPED';
  return phase === 'TERMINATING' ? 'NOW' : 'COMING';
}

function gone({ phase, cleanup }: Drill, server: DrilledServer): State {
  const { gone: proof, jobId, instanceId, terminationAcceptedAt } = server;
  if (proof === 'ACKNOWLEDGED') return 'FAILED';
  if (proof !== null) return 'DONE';
  if (jobId === null && instanceId === null && isOver(phase)) return 'SKIPPED';
  if (cleanup === 'LEAKED') return 'FAILED';
  const isAwaited = terminationAcceptedAt !== null || instanceId === null;
  return phase === 'TERMINATING' && isAwaited ? 'NOW' : 'COMING';
}

function isOver(phase: Drill['phase']): boolean {
  return phase === 'TERMINATING' || phase === 'ENDED';
}
