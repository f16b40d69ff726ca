import { SECOND_MS, SERVERS_PER_EFFECT, VALIDATION_SECONDS_MAX } from './bounds.ts';
import type { PhaseRules } from './decide.ts';
import type { Drill, FailedCheck, Limits, Network, Terms, Waiver } from './drill.ts';
import { isFinal } from './failureMeaning.ts';
import type { Input, ServerInspection } from './inputs.ts';
import { ask, beginPhase, inChunks, mayAsk, NOTHING_HERE, record, type Step, setTimer } from './step.ts';
import { refuseSteering, reject } from './terminate.ts';
import { recoveryReported } from './yield.ts';

/** VALIDATING: every check on every server is made before anything is launched; all failures are told at once. */
export const validating: PhaseRules = {
  hear(step, input) {
    switch (input.type) {
      case 'Inspected':
        return inspected(step, input);
      case 'BusyFound':
        return busyFound(step, input);
      case 'EffectFailed':
        return lookFailed(step, input);
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
      setTimer(step, 'deadline/validation', null);
      if (drill.failedCheckCount > 0) reject(step);
      else beginPhase(step, 'LAUNCHING');
    } else if (step.at >= deadlineAt) {
      const message = 'AWS did not answer the questions of the validation in time.';
      record(step, { type: 'ChecksFailed', failures: [{ check: 'aws-answers', message }] });
      reject(step);
    } else {
      setTimer(step, 'deadline/validation', deadlineAt);
      askQuestions(step);
    }
  },
};

/** The checks on one server, by name; those in WAIVABLE may be set aside by the caller. */
const CHECKS: Record<string, (server: Listed, terms: Terms, limits: Limits) => string | null> = {
  'replication-healthy': ({ replicationState }) =>
    HEALTHY.has(replicationState) ? null : `Its replication state is ${replicationState}.`,
  lag: ({ lagSeconds }, { lagSecondsMax }) => {
    if (lagSeconds === null) return 'DRS does not tell how far its replication lags.';
    return lagSeconds <= lagSecondsMax ? null : `Its replication lags ${lagSeconds} s; ${lagSecondsMax} s are allowed.`;
  },
  'recovery-point': (server, terms) => pointMissing(server, terms),
  'no-active-job': ({ lastLaunch }) =>
    ACTIVE.has(lastLaunch.status ?? '') ? `Job ${lastLaunch.jobId} is launching it right now.` : null,
  'no-real-instance': ({ liveInstances }) => {
    const real = liveInstances.find((instance) => !instance.isDrill);
    return real === undefined
      ? null
      : `Instance ${real.instanceId} of a real recovery is live; a launch would delete it.`;
  },
  'no-drill-instance': ({ liveInstances }) => {
    const drill = liveInstances.find((instance) => instance.isDrill);
    return drill === undefined
      ? null
      : `Instance ${drill.instanceId} of another drill is live; a launch would delete it.`;
  },
  'not-launch-into-instance': ({ launchIntoInstanceId }) =>
    launchIntoInstanceId === null ? null : `Its launch configuration launches into instance ${launchIntoInstanceId}.`,
  'drill-network': ({ network }, _terms, { drillNetworks }) => outsideNetworks(network, drillNetworks),
  'not-denied': ({ tags }) =>
    tags[DENY_TAG] === 'deny' ? `It is tagged ${DENY_TAG}=deny: it is never drilled.` : null,
  'not-extended': ({ extendedFrom }) =>
    extendedFrom === null ? null : `It is extended from staging account ${extendedFrom}.`,
};

/** A source server with this tag set to `deny` is never drilled. */
const DENY_TAG = 'drs-drill';

export const WAIVABLE: ReadonlySet<string> = new Set([
  'replication-healthy',
  'lag',
  'no-drill-instance',
  'not-extended',
  'drill-network',
]);

type Listed = Extract<ServerInspection, { exists: true }>;
type Of<Type extends Input['type']> = Extract<Input, { type: Type }>;

/** States in which a drill works when the lag is acceptable too (DRS user guide: preparing for failover). */
const HEALTHY: ReadonlySet<string> = new Set(['CONTINUOUS', 'BACKLOG', 'RESCAN', 'CREATING_SNAPSHOT']);
const ACTIVE: ReadonlySet<string> = new Set(['PENDING', 'IN_PROGRESS']);

function pointMissing({ points, sourceServerId }: Listed, { recoveryPoint }: Terms): string | null {
  if (points.length === 0) return 'DRS has no recovery point of it.';
  if (recoveryPoint.type === 'AT_OR_BEFORE' && !points.some((point) => point.at <= recoveryPoint.at)) {
    return 'DRS has no recovery point of it at or before the time asked for.';
  }
  if (recoveryPoint.type === 'ID' && !points.some((point) => point.snapshotId === recoveryPoint.ids[sourceServerId])) {
    return `DRS has no recovery point ${recoveryPoint.ids[sourceServerId]} of it.`;
  }
  return null;
}

/** Only networks that are known to be drill networks keep a copy of production apart from production. */
function outsideNetworks(network: Network | null, allowed: Limits['drillNetworks']): string | null {
  if (allowed === 'ANY') return null;
  if (allowed === null) return 'No drill networks are configured for this deployment.';
  if (network === null) return 'Its launch template could not be read.';
  if (network.subnetIds.length === 0)
    return 'Its launch template names no subnet, so it would launch into the default VPC.';
  if (network.securityGroupIds.length === 0) return 'Its launch template names no security group.';
  const subnets = network.subnetIds.filter((id) => !allowed.subnetIds.includes(id));
  const groups = network.securityGroupIds.filter((id) => !allowed.securityGroupIds.includes(id));
  const outside = [...subnets, ...groups];
  return outside.length === 0 ? null : `Its launch template uses ${outside.join(', ')}, which is no drill network.`;
}

function inspected(step: Step, { servers, lookedAt }: Of<'Inspected'>): undefined {
  const stopped = (found: ServerInspection) => found.exists && found.launchDisposition === 'STOPPED';
  record(step, {
    type: 'ServersInspected',
    servers: servers.map((found) => ({ sourceServerId: found.sourceServerId, stopped: stopped(found), found })),
    ...(lookedAt === undefined ? {} : { lookedAt }),
  });
  const failures: FailedCheck[] = [];
  const waivers: Waiver[] = [];
  for (const server of servers) check(server, step.drill, failures, waivers);
  if (failures.length > 0) record(step, { type: 'ChecksFailed', failures });
  if (waivers.length > 0) record(step, { type: 'ChecksWaived', waivers });
}

function check(server: ServerInspection, { terms, limits }: Drill, failures: FailedCheck[], waivers: Waiver[]): void {
  const { sourceServerId } = server;
  if (!server.exists) {
    failures.push({ check: 'server-exists', sourceServerId, message: 'DRS knows no such source server here.' });
    return;
  }
  for (const [name, look] of Object.entries(CHECKS)) {
    const message = look(server, terms, limits);
    if (message === null) continue;
    const waiver = waiverOf(terms, name, sourceServerId);
    if (waiver === undefined) failures.push({ check: name, sourceServerId, message });
    else waivers.push({ check: name, sourceServerId, reason: waiver.reason });
  }
}

/** A waiver counts for one server; only for checks that spare nobody's instance may it be meant for all of them. */
export function waiverOf(terms: Terms, check: string, sourceServerId: string): Waiver | undefined {
  if (!WAIVABLE.has(check)) return undefined;
  return terms.waivers.find(
    (waiver) =>
      waiver.check === check &&
      (waiver.sourceServerId === sourceServerId ||
        (waiver.sourceServerId === undefined && check !== 'no-drill-instance')),
  );
}

function busyFound(step: Step, { jobs, recoveryJobIds, lookedAt }: Of<'BusyFound'>): undefined {
  for (const jobId of recoveryJobIds) recoveryReported(step, jobId);
  record(step, { type: 'JobsInspected', ...(lookedAt === undefined ? {} : { lookedAt }) });
  const failures = jobs
    .filter(({ sourceServerId }) => step.drill.servers[sourceServerId] !== undefined)
    .map(({ sourceServerId, jobId }) => ({
      check: 'no-active-job',
      sourceServerId,
      message: `Job ${jobId} works on it right now.`,
    }));
  if (failures.length > 0) record(step, { type: 'ChecksFailed', failures });
}

/** What AWS refuses for good will not get better by asking again. */
function lookFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>): undefined {
  if (!isFinal(input.kind)) return;
  record(step, { type: 'ChecksFailed', failures: [{ check: 'aws-answers', message: input.message }] });
  reject(step);
}

function askQuestions(step: Step): void {
  const all = Object.keys(step.drill.servers);
  const waiting = new Set(step.drill.uninspected);
  const { recoveryPoint } = step.drill.terms;
  const networks = typeof step.drill.limits.drillNetworks === 'object' && step.drill.limits.drillNetworks !== null;
  inChunks(all, SERVERS_PER_EFFECT).forEach((sourceServerIds, index) => {
    if (!sourceServerIds.some((id) => waiting.has(id)) || !mayAsk(step, `inspect/${index}`)) return;
    ask(step, `inspect/${index}`, { kind: 'Inspect', sourceServerIds, recoveryPoint, networks });
  });
  if (!step.drill.jobsInspected && mayAsk(step, 'busy')) ask(step, 'busy', { kind: 'FindBusy', sourceServerIds: all });
}
