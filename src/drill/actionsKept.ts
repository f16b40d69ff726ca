import { ACTION_NAME_BYTES_KEPT, ACTION_RUNS_KEPT, ERROR_BYTES_KEPT } from './bounds.ts';
import type { ActionTally, Drill, ServerActions, UnfinishedAction } from './drill.ts';
import type { ActionRun, ActionsReported } from './inputs.ts';
import { shortened } from './shortened.ts';

/** Keeps how many post-launch actions a server's launch configuration has. The caller owns the drill. */
export function keepExpectedActions(
  drill: Drill,
  sourceServerId: string,
  expected: Pick<ServerActions, 'required' | 'optional'> | undefined,
): void {
  const server = drill.servers[sourceServerId];
  if (server === undefined) return;
  if (expected === undefined) delete server.actions;
  else server.actions = { required: expected.required, optional: expected.optional };
}

/** DRS reports actions that have run, whatever the launch configuration said. */
export function noteActions(drill: Drill, sourceServerId: string): void {
  const server = drill.servers[sourceServerId];
  if (server !== undefined) server.actions ??= { required: 0, optional: 0 };
}

/** Keeps what DRS reports on a server's actions: counts, the first failure, and some runs that have not succeeded. */
export function keepActions(drill: Drill, reported: { sourceServerId: string } & ActionsReported): void {
  const { sourceServerId, agentSeenAt, runs } = reported;
  const server = drill.servers[sourceServerId];
  if (server?.actions === undefined) return;
  // An action that fails after termination began may fail because of it.
  const failed = drill.phase === 'TERMINATING' ? undefined : runs.find(isFailure);
  server.actions = {
    ...server.actions,
    reported: tallyOf(runs, server.actions.optional),
    ...(agentSeenAt === null ? {} : { agentAt: agentSeenAt }),
    ...(failed && { failure: shortened(failureSaid(failed), ERROR_BYTES_KEPT) }),
  };
  const others = (drill.unfinishedActions ?? []).filter((one) => one.sourceServerId !== sourceServerId);
  const mine = runs.filter(({ status }) => status !== 'SUCCEEDED').map((run) => unfinished(sourceServerId, run));
  drill.unfinishedActions = [...others, ...mine].sort((a, b) => rank(a) - rank(b)).slice(0, ACTION_RUNS_KEPT);
}

/**
 * Counts the runs by status, required and optional ones separately. DRS may not say whether a succeeded run was
 * required. Such a run never counts for a required one: it fills the expected number of optional runs first.
 */
export function tallyOf(
  runs: readonly ActionRun[],
  optionalCount: number,
): { required: ActionTally; optional: ActionTally } {
  const silent = runs.filter(({ optional, status }) => optional === null && status === 'SUCCEEDED');
  const missing = Math.max(optionalCount - runs.filter(isOptional).length, 0);
  const spared = new Set(silent.slice(0, missing));
  const [optional, required] = [
    runs.filter((run) => isOptional(run) || spared.has(run)),
    runs.filter((run) => !isOptional(run) && !spared.has(run)),
  ];
  return { required: tally(required), optional: tally(optional) };
}

/** Names the failed action and the reason. */
export function failureSaid({ failureReason, ...run }: Pick<ActionRun, 'name' | 'actionId' | 'failureReason'>): string {
  return `Post-launch action ${nameOf(run)} failed: ${failureReason ?? 'DRS does not say why'}`;
}

/** A required action that failed. */
export function isFailure(run: ActionRun): boolean {
  return !isOptional(run) && run.status === 'FAILED';
}

/** An action is required unless DRS calls it optional. */
function isOptional({ optional }: ActionRun): boolean {
  return optional === true;
}

function nameOf({ name, actionId }: Pick<ActionRun, 'name' | 'actionId'>): string {
  return name === null ? (actionId ?? 'without a name') : `“${name}”`;
}

function tally(runs: readonly ActionRun[]): ActionTally {
  const succeeded = runs.filter(({ status }) => status === 'SUCCEEDED').length;
  const failed = runs.filter(({ status }) => status === 'FAILED').length;
  return { succeeded, failed, open: runs.length - succeeded - failed };
}

function unfinished(sourceServerId: string, run: ActionRun): UnfinishedAction {
  return {
    sourceServerId,
    name: shortened(run.name ?? run.actionId ?? '?', ACTION_NAME_BYTES_KEPT),
    optional: isOptional(run),
    status: run.status,
    reason: run.failureReason === null ? null : shortened(run.failureReason, ERROR_BYTES_KEPT),
  };
}

/** Actions that failed their server come first. */
function rank({ optional, status }: UnfinishedAction): number {
  return (status === 'FAILED' ? 0 : 2) + (optional ? 1 : 0);
}
