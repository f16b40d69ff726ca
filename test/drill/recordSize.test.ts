import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  ACTION_RUNS_KEPT,
  CHECKS_PER_DRILL_MAX,
  EVIDENCE_URL_CHARACTERS_MAX,
  FAILED_CHECKS_KEPT,
  PINNED_SERVERS_MAX,
  REASON_CHARACTERS_MAX,
  RECORD_BYTES_MAX,
  SERVERS_PER_DRILL_MAX,
  TAGS_MAX,
  TERMS_BYTES_MAX,
  WAIVERS_MAX,
  WAVE_WAIT_SECONDS_MAX,
  WAVES_PER_DRILL_MAX,
} from '../../src/drill/bounds.ts';
import { type ServerChecked, undecidedRequired } from '../../src/drill/checks/check.ts';
import { type CheckTerms, takesVerdict } from '../../src/drill/checks/checkTerms.ts';
import type { Drill, Terms, WaveTerms } from '../../src/drill/drill.ts';
import type { Effect } from '../../src/drill/effects.ts';
import type { Answer, Input, JobServerSeen, StateSeen } from '../../src/drill/inputs.ts';
import { recordBytes } from '../../src/store/changes.ts';
import { completedJob, seenInJob } from './chapters.ts';
import {
  answer,
  begin,
  healthy,
  known,
  LIMITS,
  MINUTE,
  publish,
  requested,
  type Story,
  server,
  wake,
} from './given.ts';

/** Random-looking ids, because the record is stored compressed. */
const SERVERS = Array.from({ length: SERVERS_PER_DRILL_MAX }, (_, index) =>
  server(Number.parseInt(createHash('sha256').update(`${index}`).digest('hex').slice(0, 12), 16)),
);
/** DRS API model, JobLogEventData.rawError: at most 65,536 characters; each of these has three bytes in UTF-8. */
const LONGEST_ERROR = '失'.repeat(65_536);

describe('the record of 300 servers stays under its bound at every step', () => {
  test('when all of them fail with the longest errors, some of them without saying that nothing is left', () => {
    const largest = publishToTheEnd([SERVERS], {}, (id) => ({
      launchStatus: 'FAILED',
      instanceId: null,
      launchedAt: null,
      errorText: LONGEST_ERROR,
      neverExisted: Number(id.slice(2)) % 2 === 0,
    }));
    expect(largest.drill.outcome).toBe('FAILED');
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when all of them fail with an instance left behind, after many conversions, and the request is as long as allowed', () => {
    const largest = publishToTheEnd([SERVERS], fullTerms(), (id) => ({
      launchStatus: 'FAILED',
      errorText: LONGEST_ERROR,
      conversionServerIds: Array.from({ length: 9 }, (_, n) => id.replace('s-0', `i-${n}`)),
    }));
    expect(largest.drill.outcome).toBe('FAILED');
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when all goes well, and the request is as long as allowed', () => {
    const largest = publishToTheEnd([SERVERS], fullTerms());
    expect(largest.drill.outcome).toBe('PASSED');
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when all of them are lost in the hold, with long reasons', () => {
    const standing = { state: 'shutting-down', reason: '失'.repeat(1000) };
    const largest = publishToTheEnd([SERVERS], fullTerms(), () => ({}), standing);
    expect(Object.values(largest.drill.servers).every(({ lost }) => lost?.state === 'shutting-down')).toBe(true);
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when all goes well in as many waves as allowed, with pauses in which a hard stop is always set', () => {
    const perWave = SERVERS_PER_DRILL_MAX / WAVES_PER_DRILL_MAX;
    const waves = Array.from({ length: WAVES_PER_DRILL_MAX }, (_, n) => SERVERS.slice(n * perWave, (n + 1) * perWave));
    const largest = publishToTheEnd(waves, fullTerms());
    expect(largest.drill.outcome).toBe('PASSED');
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when all of them have as many post-launch actions as DRS allows, and the last of each fails with the longest reason', () => {
    const largest = publishToTheEnd([SERVERS], fullTerms(), undefined, { state: 'running' }, 200);
    expect(largest.drill.outcome).toBe('FAILED');
    expect(largest.drill.unfinishedActions).toHaveLength(ACTION_RUNS_KEPT);
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when people fail as many checks as allowed, in long words and with long links', () => {
    const largest = publishToTheEnd([SERVERS], fullTerms(), undefined, undefined, 0, CHECKS);
    expect(largest.drill.checks?.map(({ state }) => state)).toEqual(CHECKS.map(() => 'FAILED'));
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when as many checks as allowed ask all servers, and each fails at every attempt in long words', () => {
    const every = { required: true, timeoutSeconds: 600, attempts: 2 };
    const checks: CheckTerms[] = [
      { name: 'port', kind: 'TCP', port: 443, ...every },
      { name: 'page', kind: 'HTTP', port: 443, tls: true, path: `/${digest('path')}`, statuses: [200], ...every },
      { name: 'script', kind: 'SSM', document: 'Smoke', parameters: { commands: [digest('script')] }, ...every },
    ];
    const largest = publishToTheEnd([SERVERS], fullTerms(), undefined, undefined, 0, checks);
    expect(largest.drill.checks?.map(({ counts }) => counts)).toEqual(checks.map(() => ({ FAILED: 300 })));
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when as many as allowed are launched from chosen points', () => {
    const servers = SERVERS.slice(0, PINNED_SERVERS_MAX);
    const largest = publishToTheEnd([servers], { ...fullTerms(), ...pinned(servers) });
    expect(largest.drill.outcome).toBe('PASSED');
    expect(largest.bytes, largest.dominant).toBeLessThan(RECORD_BYTES_MAX);
  });

  test('when every one of many checks fails', () => {
    const story = known(begin(scheduled(requested([SERVERS], fullTerms()))));
    const failed = answerAll(story, 'Inspect', ({ sourceServerIds }: Of<'Inspect'>) => ({
      type: 'Inspected',
      servers: sourceServerIds.map((id) => healthy(id, { replicationState: 'ü'.repeat(5000), lagSeconds: null })),
    }));
    expect(failed.drill.failedChecks).toHaveLength(FAILED_CHECKS_KEPT);
    expect(recordBytes(failed.drill), dominantMembers(failed.drill)).toBeLessThan(RECORD_BYTES_MAX);
  });
});

interface Largest {
  /** The drill at its end. */
  drill: Drill;
  /** The largest size that its record ever had. */
  bytes: number;
  /** The members that took the most space. */
  dominant: string;
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** The longest allowed request: texts, tags and waivers up to their common limit. */
function fullTerms(): Partial<Terms> {
  const text = '語'.repeat(REASON_CHARACTERS_MAX / 2);
  const full: Partial<Terms> = {
    objectives: { recoveryTimeSeconds: 2_000_000, recoveryPointSeconds: 2_000_000 },
    reason: text,
    changeReference: text,
    tags: Object.fromEntries(Array.from({ length: TAGS_MAX }, (_, n) => [`tag-${n}`, '語'.repeat(10)])),
    waivers: [],
  };
  for (const sourceServerId of SERVERS.slice(0, WAIVERS_MAX)) {
    const waivers = [...(full.waivers ?? []), { check: 'lag', sourceServerId, reason: '語'.repeat(20) }];
    if (Buffer.byteLength(JSON.stringify({ ...full, waivers })) > TERMS_BYTES_MAX) return full;
    full.waivers = waivers;
  }
  throw new Error('the terms are not full');
}

function pinned(ids: string[]): Partial<Terms> {
  return { recoveryPoint: { type: 'ID', ids: Object.fromEntries(ids.map((id) => [id, pointOf(id)])) } };
}

/**
 * A drill of a scheduled plan with the longest names, whose request was kept. Each wave waits for the one before, and
 * then as long as allowed.
 */
function scheduled(input: Input, checks: CheckTerms[] = []): Input {
  if (input.type !== 'Requested') throw new Error('only a request has a plan');
  const [plan = '', schedule = '', given = ''] = ['plan', 'schedule', 'given'].map(digest);
  const request = {
    ...input.request,
    plan: { name: plan, version: 99_999_999, hash: digest(plan) },
    schedule: { name: schedule, scheduledAt: input.at },
    ...(checks.length > 0 && { checks }),
    waveTerms: input.request.waves.map((_, wave): WaveTerms => (wave === 0 ? {} : LATER_WAVE)),
  };
  return { ...input, request, givenHash: given };
}

/** Names, messages and links that no compression makes much shorter. */
const CHECKS = Array.from({ length: CHECKS_PER_DRILL_MAX }, (_, n): CheckTerms => {
  return { name: digest(`check ${n}`).slice(0, 40), kind: 'VERDICT', required: true, timeoutSeconds: 86_000 + n };
});

function longVerdict({ now }: Story, { name }: CheckTerms): Input {
  const [by, message, link] = ['by', 'message', 'link'].map((what) => digest(`${what} ${name}`).repeat(4));
  const evidenceUrl = `https://proofs.example/${['a', 'b', 'c', 'd'].map((part) => digest(`${part} ${link}`)).join('')}`;
  return {
    type: 'VerdictGiven',
    at: now,
    check: name,
    by: `${by}`,
    passed: false,
    message: `${message}`,
    evidenceUrl: evidenceUrl.slice(0, EVIDENCE_URL_CHARACTERS_MAX),
  };
}

const LATER_WAVE: WaveTerms = { startWhen: 'VERIFIED', waitSeconds: WAVE_WAIT_SECONDS_MAX };

/** 64 digits that no compression makes shorter than 32 bytes. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Runs a whole drill. Each server's launch ends as `outcome` says. */
function publishToTheEnd(
  waves: string[][],
  terms: Partial<Terms>,
  outcome: (id: string) => Partial<JobServerSeen> = () => ({}),
  standing: Omit<StateSeen, 'sourceServerId'> = { state: 'stopped' },
  actions = 0,
  checks: CheckTerms[] = [],
): Largest {
  let story = begin(scheduled(requested(waves, { ...terms, onLaunchFailure: 'CONTINUE' }, LIMITS), checks));
  const largest: Largest = { drill: story.drill, bytes: 0, dominant: '' };
  const note = (next: Story): Story => {
    const bytes = recordBytes(next.drill);
    if (isUp(next.drill)) expect(next.drill.hardStop?.at).toBeGreaterThan(next.now);
    if (bytes > largest.bytes) Object.assign(largest, { bytes, dominant: dominantMembers(next.drill) });
    return next;
  };
  for (let turn = 0; turn < 20_000 && story.drill.phase !== 'ENDED'; turn++) {
    const open = story.effects.find(
      (requested) => story.drill.open[requested.effectId] !== undefined && isNews(requested.effect),
    );
    const undecided = undecidedRequired(story.drill.checks).find(takesVerdict);
    const check = story.drill.phase === 'HOLDING' ? undecided : undefined;
    if (check !== undefined) story = note(publish(story, longVerdict(story, check)));
    else if (open === undefined) story = note(wake(story, MINUTE));
    else {
      const reported = answerTo(open.effect, story, outcome, standing, actions);
      story = note(publish(story, { ...reported, effectId: open.effectId, at: story.now + 10 } as Input));
    }
  }
  largest.drill = story.drill;
  return largest;
}

/** Instances may be up, and nothing cleans them yet. */
function isUp({ phase, launches }: Drill): boolean {
  return launches.length > 0 && phase !== 'TERMINATING' && phase !== 'ENDED';
}

/** A wake comes from the queue when time passes. Here time passes when nothing else is open. */
function isNews({ kind }: Effect): boolean {
  return kind !== 'Wake';
}

function answerTo(
  effect: Effect,
  story: Story,
  outcome: (id: string) => Partial<JobServerSeen>,
  standing: Omit<StateSeen, 'sourceServerId'>,
  actions: number,
): Answer {
  switch (effect.kind) {
    case 'Inspect':
      // The lag of these is waived, so that the record keeps the waivers too.
      return {
        type: 'Inspected',
        servers: effect.sourceServerIds.map((id) => {
          const waived = story.drill.terms.waivers.some((waiver) => waiver.sourceServerId === id);
          const points = [{ snapshotId: pointOf(id), at: story.now }];
          const launched =
            actions === 0 ? { launchDisposition: 'STOPPED' } : { launchActions: { required: actions, optional: 0 } };
          return healthy(id, { points, ...launched, ...(waived ? { lagSeconds: 9000 } : {}) });
        }),
      };
    case 'FindBusy':
      return { type: 'BusyFound', jobs: [], recoveryJobIds: [] };
    case 'FindServers':
      return { type: 'ServersFound', unknown: [] };
    case 'ArmHardStop':
      return { type: 'HardStopArmed', n: effect.n, stopAt: effect.stopAt };
    case 'ArmWake':
      return { type: 'WakeArmed', n: effect.n, wakeAt: effect.wakeAt };
    case 'StartRecovery': {
      const { launch } = effect;
      return { type: 'LaunchStarted', launch, jobId: jobIdOf(launch), createdAt: story.now, found: false };
    }
    case 'LookAtLaunches':
      return { type: 'LaunchesSeen', jobs: effect.jobIds.map((jobId) => jobSeen(jobId, story, outcome)) };
    case 'LookAtInstances':
      return {
        type: 'InstancesSeen',
        wave: effect.wave,
        instances: effect.servers.map(({ sourceServerId }) => ({
          sourceServerId,
          instanceId: sourceServerId.replace('s-', 'i-'),
          state:
            story.drill.servers[sourceServerId]?.notReadyAt === undefined
              ? 'stopping'
              : standing.state === 'running'
                ? 'running'
                : 'stopped',
          statusChecks: actions === 0 ? null : 'ok',
          pointInTimeAt: story.now,
          volumeIds: [],
        })),
        lookedAt: story.now,
      };
    case 'LookAtActions': {
      const run = { runId: 'r', actionId: 'a', optional: false, failureReason: '失'.repeat(256) };
      const runs = Array.from({ length: actions }, (_, n) => {
        const status = n === actions - 1 ? 'FAILED' : 'SUCCEEDED';
        return { ...run, name: `${n}`.padEnd(256, '語'), status };
      });
      const reported = { agentSeenAt: story.now, runs };
      return {
        type: 'ActionsSeen',
        servers: effect.servers.map(({ sourceServerId }) => ({ sourceServerId, reported })),
      };
    }
    case 'LookAtPoints':
      return {
        type: 'PointsSeen',
        wave: effect.wave,
        points: effect.servers.map(({ sourceServerId }) => ({ sourceServerId, snapshotId: pointOf(sourceServerId) })),
      };
    case 'RunCheck':
    case 'LookAtCommand':
      return { type: 'ServersChecked', check: effect.check, servers: effect.servers.map(failedAtLength) };
    case 'SendCommand':
      return {
        type: 'CommandSent',
        check: effect.check,
        commandId: digest(`command for ${effect.servers[0]?.sourceServerId}`).slice(0, 36),
        sourceServerIds: effect.servers.map(({ sourceServerId }) => sourceServerId),
        notSent: [],
      };
    case 'Terminate':
      return {
        type: 'TerminationAccepted',
        jobId: jobIdOf(999),
        found: effect.servers.map(({ sourceServerId, instanceId }) => ({ sourceServerId, instanceId, volumeIds: [] })),
        accepted: effect.servers.map((one) => one.sourceServerId),
        unproven: [],
        seen: effect.servers.map(({ sourceServerId }) => ({ sourceServerId, ...standing })),
      };
    case 'LookForLeftovers':
      return {
        type: 'LeftoversSeen',
        servers: effect.servers.map(({ sourceServerId, instanceId }) => ({
          sourceServerId,
          instanceId,
          state: instanceId === null ? null : 'terminated',
          volumeIds: [],
          volumesLeft: [],
        })),
      };
    default:
      throw new Error(`${effect.kind} does not belong to this story`);
  }
}

function jobSeen(jobId: string, story: Story, outcome: (id: string) => Partial<JobServerSeen>) {
  const index = story.drill.launches.findIndex((launch) => launch.jobId === jobId);
  const ids = Object.keys(story.drill.servers).filter((id) => story.drill.servers[id]?.launch === index);
  const servers = ids.map((id) => seenInJob(id, { usedPreviousSnapshot: true, ...outcome(id) }));
  return completedJob(servers, story.now, { jobId, createdAt: story.now });
}

function answerAll(story: Story, kind: Effect['kind'], made: (effect: never) => Answer): Story {
  let after = story;
  while (Object.values(after.drill.open).some((open) => open.kind === kind)) after = answer(after, kind, made);
  return after;
}

function pointOf(sourceServerId: string): string {
  return sourceServerId.replace('s-', 'pit-');
}

function failedAtLength({ sourceServerId }: { sourceServerId: string }): ServerChecked {
  return { sourceServerId, state: 'FAILED', because: digest(sourceServerId).repeat(4) };
}

function jobIdOf(launch: number): string {
  return `drsjob-${String(launch).padStart(17, '0')}`;
}

/** The largest members of the record with their bytes, as a hint for making it smaller. */
function dominantMembers(drill: Drill): string {
  const sizes = Object.entries(drill).map(
    ([name, value]) => [name, Buffer.byteLength(JSON.stringify(value) ?? '')] as const,
  );
  return [...sizes]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([name, bytes]) => `${name} ${bytes}`)
    .join(', ');
}
