import type { CheckTerms } from '../../src/drill/checks/checkTerms.ts';
import type { Instant, Terms } from '../../src/drill/drill.ts';
import type { Effect } from '../../src/drill/effects.ts';
import type { JobSeen, JobServerSeen, ServerInspection } from '../../src/drill/inputs.ts';
import {
  answer,
  begin,
  healthy,
  instance,
  MINUTE,
  requested,
  requestedChecks,
  type Story,
  server,
  T,
  wake,
} from './given.ts';

const JOB = 'drsjob-00000000000000001';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** The drill has just been accepted and inspects its servers. */
export function validating(waves: string[][] = [[server(1)]], changes: Partial<Terms> = {}): Story {
  return begin(requested(waves, changes));
}

export function inspected(story: Story, look: (id: string) => ServerInspection = (id) => healthy(id)): Story {
  const seen = answer(story, 'Inspect', (effect: Of<'Inspect'>) => ({
    type: 'Inspected',
    servers: effect.sourceServerIds.map(look),
  }));
  return answer(seen, 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [] }));
}

export function hardStopArmed(story: Story): Story {
  return answer(story, 'ArmHardStop', ({ n, stopAt }: Of<'ArmHardStop'>) => ({ type: 'HardStopArmed', n, stopAt }));
}

/** The launch of the first wave was requested. */
export function starting(waves?: string[][], changes?: Partial<Terms>): Story {
  return hardStopArmed(inspected(validating(waves, changes)));
}

export function started(story: Story, jobId = JOB): Story {
  return answer(story, 'StartRecovery', ({ launch }: Of<'StartRecovery'>) => ({
    type: 'LaunchStarted',
    launch,
    jobId,
    createdAt: story.now,
    found: false,
  }));
}

/** The job is running. */
export function launching(waves?: string[][], changes?: Partial<Terms>): Story {
  return started(starting(waves, changes));
}

export function seenInJob(sourceServerId: string, changes: Partial<JobServerSeen> = {}): JobServerSeen {
  return {
    sourceServerId,
    launchStatus: 'LAUNCHED',
    instanceId: instance(Number(sourceServerId.slice(2))),
    launchedAt: T + 9 * MINUTE,
    lastEvent: 'LAUNCH_END',
    errorText: null,
    neverExisted: false,
    usedPreviousSnapshot: false,
    steps: {},
    ...changes,
  };
}

/** After hours the leak is due, and AWS does not answer why. */
export function leakReported(story: Story): Story {
  return wake(wake(story, 180 * MINUTE), 10 * MINUTE);
}

/** The requested termination lacks a proof for this server. */
export function unproven(story: Story, sourceServerId: string): Story {
  return answer(story, 'Terminate', () => ({
    type: 'TerminationAccepted',
    jobId: null,
    found: [],
    accepted: [],
    unproven: [{ sourceServerId, missing: 'DRS does not list it as a drill instance' }],
  }));
}

/** A job that has completed and whose log says so, as a look shows it. */
export function completedJob(servers: JobServerSeen[], endedAt: Instant, changes: Partial<JobSeen> = {}): JobSeen {
  return { jobId: JOB, status: 'COMPLETED', createdAt: T, endedAt, logEnded: true, servers, ...changes };
}

/** A look shows the job, which has just completed unless `changes` say otherwise. */
export function lookedAtJob(story: Story, servers: JobServerSeen[], changes?: Partial<JobSeen>): Story {
  return answer(story, 'LookAtLaunches', () => ({
    type: 'LaunchesSeen',
    jobs: [completedJob(servers, story.now, changes)],
  }));
}

/** The job has a result for every server; `failing` ones failed in their conversion. */
export function jobCompleted(story: Story, servers: string[], failing: string[] = [], jobId = JOB): Story {
  const failed = {
    launchStatus: 'FAILED',
    instanceId: null,
    launchedAt: null,
    errorText: 'conversion failed',
    neverExisted: true,
  };
  const seen = servers.map((id) => seenInJob(id, failing.includes(id) ? failed : {}));
  return lookedAtJob(wake(story, 12 * MINUTE), seen, { jobId });
}

/** Every launched server is seen working, and its point is known. */
export function verified(story: Story): Story {
  const seen = answer(story, 'LookAtInstances', ({ wave, servers }: Of<'LookAtInstances'>) => ({
    type: 'InstancesSeen',
    wave,
    instances: servers.map(({ sourceServerId }) => ({
      sourceServerId,
      instanceId: instance(Number(sourceServerId.slice(2))),
      state: 'running',
      statusChecks: 'ok',
      pointInTimeAt: T + 2 * MINUTE,
      volumeIds: [`vol-${sourceServerId.slice(2)}`],
    })),
  }));
  return answer(seen, 'LookAtPoints', ({ wave, servers }: Of<'LookAtPoints'>) => ({
    type: 'PointsSeen',
    wave,
    points: servers.map(({ sourceServerId }) => ({ sourceServerId, snapshotId: 'pit-00000000000000001' })),
  }));
}

/** One server, launched and verified, in its hold. */
export function holding(changes?: Partial<Terms>): Story {
  return verified(jobCompleted(launching([[server(1)]], changes), [server(1)]));
}

/** The same with checks. */
export function holdingWith(checks: CheckTerms[], changes?: Partial<Terms>): Story {
  const requested = begin(requestedChecks(checks, changes));
  return verified(jobCompleted(started(hardStopArmed(inspected(requested))), [server(1)]));
}

/** The hold has ended, and the termination of its instance is requested. */
export function terminating(): Story {
  return wake(holding(), 30 * MINUTE);
}

export function terminated(story: Story): Story {
  return answer(story, 'Terminate', ({ servers }: Of<'Terminate'>) => ({
    type: 'TerminationAccepted',
    jobId: 'drsjob-0000000000000000t',
    found: [],
    accepted: servers.map(({ sourceServerId }) => sourceServerId),
    unproven: [],
    seen: servers.map(({ sourceServerId }) => ({ sourceServerId, state: 'running' })),
  }));
}

/** The next look finds the instances terminated and their volumes gone. */
export function goneFound(story: Story): Story {
  const looking = wake(story, 5 * MINUTE);
  return answer(looking, 'LookForLeftovers', ({ servers }: Of<'LookForLeftovers'>) => ({
    type: 'LeftoversSeen',
    servers: servers.map(({ sourceServerId, instanceId }) => ({
      sourceServerId,
      instanceId,
      state: 'terminated',
      volumeIds: [],
      volumesLeft: [],
    })),
  }));
}

export function ended(): Story {
  return goneFound(terminated(terminating()));
}
