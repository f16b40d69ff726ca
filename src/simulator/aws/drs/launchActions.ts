import type { Caller } from '../contract.ts';
import { type Dice, forkOf } from '../dice.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalTexts, structure, text } from '../requestFields.ts';
import {
  type ActionsTimeline,
  faultsNow,
  type Instance,
  type Job,
  type LaunchAction,
  type LaunchActions,
  type ParticipatingServer,
  type PlannedRun,
  type Site,
  type SourceServer,
  siteOf,
  type World,
} from '../state.ts';
import { drsTime } from '../timeText.ts';
import type { LaunchTimeline } from './launchStart.ts';
import { answerPage, refuseField, refuseNotFound, refuseSingle } from './validation.ts';

/** Options of a server's post-launch actions. What is left out has the usual value. */
export interface LaunchActionsOptions {
  agentUnseen?: true;
  actions: Partial<LaunchAction>[];
}

/** DRS API model: LaunchActionResourceId, LaunchActionId. */
const RESOURCE_ID = /^(s-[0-9a-zA-Z]{17}|lct-[0-9a-zA-Z]{17})$/;
const ACTION_ID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
/** DRS API model, LaunchActionOrder: starts at 2. */
const FIRST_ORDER = 2;
/** How long a launch waits at most for an action that never ends, where launches wait. */
const LAUNCH_WAITS_MILLISECONDS = 3_600_000;

/** A server's post-launch actions, as configured. */
export function launchActionsOf(
  dice: Dice,
  sourceServerID: string,
  options: LaunchActionsOptions | undefined,
): Pick<SourceServer, 'launchActions'> {
  if (options === undefined) return {};
  const own = forkOf(dice, `launch actions of ${sourceServerID}`);
  const { agentUnseen, actions: requested } = options;
  const actions = requested.map((action, index): LaunchAction => {
    const actionId = own.uuid();
    const reason = 'The command exited with status 1';
    const usual = { actionId, optional: false, active: true, seconds: 60, ends: 'SUCCEEDED' as const, reason };
    return { ...usual, name: `Action ${index + 1}`, ...action };
  });
  return { launchActions: { actions, ...(agentUnseen && { agentUnseen }) } };
}

/** DRS API reference, ListLaunchActions: the actions of a source server, in order. */
export function listLaunchActions(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const id = text(input, 'resourceId', refuseField, { pattern: RESOURCE_ID });
  const filters = structure(input, 'filters', refuseField);
  const ids = optionalTexts(filters, 'actionIds', refuseField, { most: 100, pattern: ACTION_ID });
  const server = siteOf(world, caller).servers[id] ?? refuseNotFound('SourceServer', id);
  refuseSingle(server, 'ListLaunchActions', caller);
  const all = (server.launchActions?.actions ?? []).map((action, index) => ({ action, order: FIRST_ORDER + index }));
  return answerPage(
    world,
    input,
    all.filter(({ action }) => ids === undefined || ids.length === 0 || ids.includes(action.actionId)),
    ({ action }) => action.actionId,
    ({ action, order }) => actionView(action, order),
  );
}

/** Decides how the actions of a launched server run. The launch may wait for them, and fail if a required one fails. */
export function planActions(
  world: World,
  job: Job,
  server: SourceServer,
  timeline: LaunchTimeline,
): { actions?: ActionsTimeline; timeline: LaunchTimeline } {
  const { launchActions } = server;
  if (launchActions === undefined || !timeline.launched || server.launchDisposition === 'STOPPED') return { timeline };
  const actions = timelineOf(forkOf(world.dice, `runs of ${job.jobID}`), launchActions, timeline);
  const waits = forkOf(world.faultDice, `waits ${job.jobID}`).chance(faultsNow(world).launchWaitsForActions);
  return { actions, timeline: waits ? waited(timeline, launchActions, actions) : timeline };
}

/**
 * Observed for servers without actions: no runs while the launch is pending, and no such member afterwards. Not
 * observed with actions; here each run is reported once it begins.
 */
export function actionsView(
  { actions }: ParticipatingServer,
  launchStatus: string,
  at: Instant,
): { launchActionsStatus?: Record<string, unknown> } {
  if (actions === undefined) return launchStatus === 'PENDING' ? { launchActionsStatus: { runs: [] } } : {};
  const { agentAt, cutAt = Number.POSITIVE_INFINITY } = actions;
  const isSeen = agentAt !== null && agentAt <= Math.min(at, cutAt);
  const begun = actions.runs.filter(({ from }) => from <= Math.min(at, cutAt));
  return {
    launchActionsStatus: {
      ...(isSeen ? { ssmAgentDiscoveryDatetime: drsTime(agentAt) } : {}),
      runs: begun.map((run) => runView(run, cutAt, at)),
    },
  };
}

/** Whether a run had succeeded before its instance stopped running. */
export function hasSucceeded({ action, until }: PlannedRun, { cutAt }: ActionsTimeline): boolean {
  return action.ends === 'SUCCEEDED' && until !== null && until <= (cutAt ?? Number.POSITIVE_INFINITY);
}

/** Ends every run on an instance that stops. */
export function cutActions(site: Site, { jobId, instanceId }: Instance, at: Instant): void {
  const part = site.jobs[jobId]?.servers.find((one) => one.recoveryInstanceID === instanceId);
  if (part?.actions !== undefined) part.actions.cutAt ??= at;
}

function timelineOf(
  dice: Dice,
  { agentUnseen, actions }: LaunchActions,
  { runningAt, finalAt }: LaunchTimeline,
): ActionsTimeline {
  if (agentUnseen) return { agentAt: null, runs: [] };
  const agentAt = Math.max(runningAt + dice.between(40_000, 150_000), finalAt - 60_000);
  const runs: PlannedRun[] = [];
  let from: Instant | null = agentAt + 2_000;
  for (const [index, action] of actions.entries()) {
    if (!action.active || from === null) continue;
    const until: Instant | null = action.ends === 'NEVER' ? null : from + action.seconds * 1000;
    runs.push({ runId: dice.uuid(), action, order: FIRST_ORDER + index, from, until });
    from = until;
  }
  return { agentAt, runs };
}

/** DRS API model, LaunchAction.optional: "Whether the launch will not be marked as failed if this action fails". */
function waited(timeline: LaunchTimeline, { actions }: LaunchActions, { runs }: ActionsTimeline): LaunchTimeline {
  const required = actions.filter(({ active, optional }) => active && !optional);
  const isDone = required.every((one) => runs.some(({ action }) => action === one && action.ends === 'SUCCEEDED'));
  const last = runs.at(-1);
  const isEndless = last === undefined || last.until === null || runs.length < actions.filter((a) => a.active).length;
  const finalAt = isEndless
    ? timeline.finalAt + LAUNCH_WAITS_MILLISECONDS
    : Math.max(timeline.finalAt, last.until ?? 0);
  return actions.some(({ active }) => active) ? { ...timeline, finalAt, launched: isDone } : timeline;
}

function runView({ runId, action, order, until }: PlannedRun, cutAt: Instant, at: Instant): Record<string, unknown> {
  const isCut = cutAt < (until ?? Number.POSITIVE_INFINITY);
  const endsAt = Math.min(until ?? Number.POSITIVE_INFINITY, cutAt);
  const status = at < endsAt ? 'IN_PROGRESS' : isCut ? 'FAILED' : action.ends;
  const failureReason = isCut ? 'The instance is not running' : action.reason;
  return { action: actionView(action, order), runId, status, ...(status === 'FAILED' ? { failureReason } : {}) };
}

function actionView({ actionId, name, optional, active }: LaunchAction, order: number): Record<string, unknown> {
  return {
    actionId,
    actionCode: 'AWS-RunShellScript',
    type: 'SSM_COMMAND',
    name,
    active,
    order,
    actionVersion: '$DEFAULT',
    optional,
    parameters: {},
    description: '',
    category: 'OTHER',
  };
}
