import { CHECKED_PAIRS_MAX, SECOND_MS, SERVERS_PER_EFFECT, VALIDATION_SECONDS_MAX } from '../bounds.ts';
import { pairsOf } from '../checks/checkTargets.ts';
import { noteTagged } from '../checks/tagged.ts';
import { refuseSteering, reject } from '../cleaning/ending.ts';
import { recoveryReported } from '../cleaning/yield.ts';
import type { Drill, FailedCheck, Room } from '../drill.ts';
import { isFinal } from '../failureMeaning.ts';
import type { Input } from '../inputs.ts';
import type { PhaseRules } from '../phase.ts';
import { busyWith, checkServer } from '../preflight.ts';
import { fitsBeside, needOf } from '../site.ts';
import { ask, beginPhase, inChunks, mayAsk, NOTHING_HERE, record, type Step, setTimer } from '../step.ts';
import { forecasted, forecastFailed, makeForecast } from './dryRun.ts';
import { inspectionOf, inspectionSeen, isUnproved, secondLookAt } from './inspection.ts';
import { warningsOf } from './warnings.ts';

/** VALIDATING: every check runs on every server before anything is launched. All failures are reported at once. */
export const validating: PhaseRules = {
  handle(step, input, failed) {
    switch (input.type) {
      case 'Inspected':
        return inspected(step, input);
      case 'BusyFound':
        return busyFound(step, input);
      case 'Forecasted':
        return forecasted(step, input);
      case 'EffectFailed':
        return failed?.kind === 'Forecast' ? forecastFailed(step, input) : lookFailed(step, input);
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return NOTHING_HERE;
    }
  },
  proceed(step) {
    const { drill } = step;
    const deadlineAt = drill.phaseAt + VALIDATION_SECONDS_MAX * SECOND_MS;
    if (drill.uninspected.length === 0 && drill.jobsInspected) {
      if (drill.terms.dryRun !== true) setTimer(step, 'deadline/validation', null);
      setTimer(step, 'secondLook', null);
      limitChecks(step);
      if (drill.failedCheckCount > 0) reject(step);
      else if (drill.terms.dryRun === true) makeForecast(step, deadlineAt);
      else beginPhase(step, 'LAUNCHING');
    } else if (step.at >= deadlineAt) {
      record(step, { type: 'ChecksFailed', failures: unanswered(step.drill) });
      reject(step);
    } else {
      setTimer(step, 'deadline/validation', deadlineAt);
      askQuestions(step);
    }
  },
};

type Of<Type extends Input['type']> = Extract<Input, { type: Type }>;

function inspected(step: Step, { servers, lookedAt, ...input }: Of<'Inspected'>): undefined {
  const unproved = servers.filter((found) => isUnproved(step, found, lookedAt));
  const seen = servers.filter((found) => !unproved.includes(found));
  for (const { sourceServerId } of unproved)
    if (step.drill.servers[sourceServerId]?.recoveryUnseenAt === undefined)
      record(step, { type: 'RecoveryUnseen', sourceServerId });
  if (seen.length === 0) return;
  inspectionSeen(step, { ...input, servers: seen, ...(lookedAt === undefined ? {} : { lookedAt }) });
  noteTagged(step, seen);
  const checked = seen.map((server) => checkServer(server, step.drill));
  const failures = checked.flatMap((one) => one.failures);
  const waivers = checked.flatMap((one) => one.waivers);
  const warnings = seen.flatMap(warningsOf);
  failed(step, failures);
  if (waivers.length > 0) record(step, { type: 'ChecksWaived', waivers });
  if (warnings.length > 0) record(step, { type: 'ChecksWarned', warnings });
}

function busyFound(step: Step, { jobs, recoveryJobIds, lookedAt, crowd }: Of<'BusyFound'>): undefined {
  for (const jobId of recoveryJobIds) recoveryReported(step, jobId);
  record(step, {
    type: 'JobsInspected',
    ...(lookedAt === undefined ? {} : { lookedAt }),
    ...(crowd === undefined || fitsFirst(step.drill, crowd) ? {} : { crowded: true }),
  });
  const failures = jobs
    .filter(({ sourceServerId }) => step.drill.servers[sourceServerId] !== undefined)
    .map(({ sourceServerId, jobId }) => ({ check: 'no-active-job', sourceServerId, message: busyWith(jobId) }));
  failed(step, failures);
}

/** Which servers are chosen, and which have the tags of a check, is known only now. */
function limitChecks(step: Step): void {
  const pairs = pairsOf(step.drill);
  if (pairs <= CHECKED_PAIRS_MAX) return;
  const message = `The checks ask ${pairs} times about a server; at most ${CHECKED_PAIRS_MAX} are allowed.`;
  failed(step, [{ check: 'check-pairs', message }]);
}

/** The server and the list of jobs may report the same job. It is reported once. */
function failed(step: Step, failures: FailedCheck[]): void {
  const isSaid = ({ check, sourceServerId, message }: FailedCheck) =>
    step.drill.failedChecks.some(
      (one) => one.check === check && one.sourceServerId === sourceServerId && one.message === message,
    );
  const unsaid = failures.filter((one) => !isSaid(one));
  if (unsaid.length > 0) record(step, { type: 'ChecksFailed', failures: unsaid });
}

/** Whether the first wave fits alongside what is open now. */
function fitsFirst({ servers, limits }: Drill, open: Room): boolean {
  const first = Object.keys(servers).filter((id) => servers[id]?.wave === 0);
  return fitsBeside(open, needOf([first], limits), limits);
}

/** A retry does not help when AWS refuses permanently. */
function lookFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>): undefined {
  if (!isFinal(input.kind)) return;
  record(step, { type: 'ChecksFailed', failures: [{ check: 'aws-answers', message: input.message }] });
  reject(step);
}

/** What AWS has not answered before the timeout. */
function unanswered({ uninspected, jobsInspected }: Drill): FailedCheck[] {
  const check = 'aws-answers';
  const message = 'AWS did not respond in time to the calls about this server.';
  const servers = uninspected.map((sourceServerId) => ({ check, sourceServerId, message }));
  if (jobsInspected) return servers;
  return [{ check, message: 'AWS did not report the open jobs in time.' }, ...servers];
}

function askQuestions(step: Step): void {
  const { drill } = step;
  const all = Object.keys(drill.servers);
  const secondLooks = drill.uninspected.flatMap((id) => secondLookAt(drill.servers[id]) ?? []);
  const nextAt = Math.min(...secondLooks.filter((at) => at > step.at));
  setTimer(step, 'secondLook', Number.isFinite(nextAt) ? nextAt : null);
  const due = new Set(drill.uninspected.filter((id) => (secondLookAt(drill.servers[id]) ?? 0) <= step.at));
  inChunks(all, SERVERS_PER_EFFECT).forEach((chunk, index) => {
    const sourceServerIds = chunk.filter((id) => due.has(id));
    if (sourceServerIds.length > 0 && mayAsk(step, `inspect/${index}`))
      ask(step, `inspect/${index}`, inspectionOf(drill, sourceServerIds));
  });
  if (!drill.jobsInspected && mayAsk(step, 'busy')) ask(step, 'busy', { kind: 'FindBusy', sourceServerIds: all });
}
