import { expect, test } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import type { World } from '../../../src/drill/world.ts';
import { createClients } from '../../../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld } from '../../../src/simulator/aws/simulatedAws.ts';
import { type Following, follow } from '../../../src/simulator/observe/follow.ts';
import { jobsOf, secondsBetween, things } from '../../../src/simulator/observe/sightings.ts';
import { BEGINNING, CALLER } from '../contract.ts';

const DRILL = 'd-0123456789abcdef01234567';
const MINUTE_MS = 60_000;

test('follows until DRS lists nothing and CloudTrail has had its time', async () => {
  const world = launchedWorld();
  const { recording } = await follow(world.following({}));
  const [entry] = things(recording, 'entry');
  expect(entry?.sightings.at(-1)?.what).toBeNull();
  expect(things(recording, 'job').map(({ last }) => last.status)).toEqual(['COMPLETED', 'COMPLETED']);
  const [end] = jobsOf(recording, 'TERMINATE');
  const seconds = secondsBetween(end?.last.endDateTime, recording.endedAt);
  expect(seconds).toBeGreaterThanOrEqual(15 * 60);
  expect(seconds).toBeLessThan(17 * 60);
});

test('stops after the maximum time when an instance stays listed', async () => {
  const world = launchedWorld();
  const { recording } = await follow(world.following({ afterMinutesMax: 1 }));
  expect((Date.parse(recording.endedAt) - world.completedAt()) / MINUTE_MS).toBeLessThan(8);
});

test('counts refused calls and records everything else', async () => {
  const { recording } = await follow(launchedWorld().following({}));
  expect(recording.unanswered).toEqual({ LookupEvents: { DENIED: 2 } });
  expect(things(recording, 'volume').length).toBeGreaterThan(0);
});

test('keeps the recording when the API stops answering', async () => {
  const world = launchedWorld();
  const { recording } = await follow(world.following({ answersMax: 6 }));
  expect(recording.unanswered['the API']).toEqual({ 'status 403': 1 });
  expect(recording.looks).toBeGreaterThan(1);
});

test('says in the recording and the first progress line whether real AWS answered', async () => {
  for (const answeredBy of ['REAL', 'SIMULATED'] as const) {
    const said: string[] = [];
    const following = { ...launchedWorld().following({ answeredBy }), progress: (line: string) => said.push(line) };
    const { recording } = await follow(following);
    expect([recording.world, said[0]]).toEqual([answeredBy, expect.stringContaining(` ${answeredBy}: LAUNCHING`)]);
  }
});

test('fails when the API never answers', async () => {
  await expect(follow(launchedWorld().following({ answersMax: 0 }))).rejects.toThrow('the API said no');
});

test('returns the recording when interrupted', async () => {
  const stopped = new AbortController();
  const world = launchedWorld();
  const following = world.following({ interrupted: stopped.signal });
  const pause = async (milliseconds: number) => {
    await following.pause(milliseconds);
    stopped.abort();
  };
  const { recording } = await follow({ ...following, pause });
  expect(recording.looks).toBe(2);
});

interface Steering {
  afterMinutesMax?: number;
  /** How many responses the API gives before it refuses. */
  answersMax?: number;
  interrupted?: AbortSignal;
  answeredBy?: World;
}

/** A drill of one server in its own world: launched at the beginning, terminated after half an hour. */
function launchedWorld() {
  const world = createOtherWorld({ seed: 5, now: BEGINNING });
  const [sourceServerID = ''] = world.addServers(CALLER, 1);
  world.call('drs', 'StartRecovery', { sourceServers: [{ sourceServerID }], isDrill: true }, CALLER);
  const launchJob = world.history.launches[0]?.jobId ?? '';
  let completedAt = 0;
  const terminate = () => {
    const recoveryInstanceIDs = world.liveInstances().map(({ instanceId }) => instanceId);
    world.call('drs', 'TerminateRecoveryInstances', { recoveryInstanceIDs }, CALLER);
  };
  const pass = () => {
    world.advance(world.now() + MINUTE_MS);
    const minutes = (world.now() - BEGINNING) / MINUTE_MS;
    if (minutes === 30) terminate();
    if (minutes === 40) completedAt = world.now();
  };
  const drill = () => ({
    drillId: DRILL,
    site: CALLER,
    phase: completedAt === 0 ? 'LAUNCHING' : 'ENDED',
    cleanup: 'RUNNING',
    quarantined: null,
    requestedAt: new Date(BEGINNING).toISOString(),
    launches: [{ jobId: launchJob }],
    servers: [{ sourceServerId: sourceServerID, instanceId: null }],
  });
  const journal = () => {
    const ended = world.history.terminations.map(({ jobId }) => ({ type: 'TerminationAccepted', jobId }));
    return ended.length === 0 ? [] : [{ seq: 1, at: new Date(world.now()).toISOString(), facts: ended }];
  };
  const following = (wanted: Steering): Following => {
    const { afterMinutesMax = 90, answersMax = Number.POSITIVE_INFINITY, interrupted, answeredBy = 'REAL' } = wanted;
    let answers = 0;
    const get = async (path: string, query: { fromSeq?: unknown } = {}) => {
      answers += 1;
      if (answers > answersMax) throw new CommandError(3, 'the API said no', { httpStatus: 403 });
      const headers = new Headers({ date: new Date(world.now()).toUTCString() });
      const entries = query.fromSeq === 1 ? journal() : [];
      return { status: 200, headers, body: path.endsWith('/journal') ? { entries, nextSeq: null } : drill() };
    };
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    const trail = { send: () => Promise.reject(denied) };
    // Types cannot express that these stand in for the SDK's clients and the session.
    const aws = { ...createClients(world, CALLER), trail, world: () => answeredBy } as unknown as ReturnType<
      Following['awsOf']
    >;
    const api = { get, interrupted: interrupted ?? AbortSignal.any([]) } as unknown as Following['api'];
    return {
      drillId: DRILL,
      api,
      awsOf: () => aws,
      productVersion: '1.0.0',
      pauseMs: 0,
      afterMinutesMax,
      pause: async () => pass(),
      progress: () => undefined,
    };
  };
  return { following, completedAt: () => completedAt };
}
