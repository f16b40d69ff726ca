import { describe, expect, test } from 'vitest';
import type { RecoveryInstance } from '../../src/drill/inputs.ts';
import type { Job } from '../../src/flow/ports.ts';
import { terminateProven } from '../../src/flow/prove.ts';
import { SITE } from '../builders.ts';
import { DRILL_ID, type FlowWorld, MINUTE, openWorld, passTime, record, request, untilPhase } from './given.ts';

describe('an instance is terminated only with all four proofs', () => {
  test('with all of them it is', async () => {
    // given
    const world = await holding();
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ accepted: world.servers, unproven: [] });
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('not when DRS made it of another server than the record says', async () => {
    const world = await holding({ instance: { sourceServerId: 's-00000000000000999' } });
    await expectUntouched(world, 'the record says otherwise');
  });

  test('not when DRS made it in another job than the record says', async () => {
    // given
    const world = await holding();
    const jobId = 'drsjob-00000000000000999';
    // when
    const answer = await terminate(world, { jobId });
    // then
    expect(answer).toMatchObject({ accepted: [], unproven: [{ sourceServerId: world.servers[0] }] });
    expect(world.aws.history.terminations).toEqual([]);
  });

  test('not when DRS does not call it a drill instance', async () => {
    const world = await holding({ instance: { isDrill: false } });
    await expectUntouched(world, 'DRS does not call it a drill instance');
  });

  test('not when the job that made it was not initiated as a drill', async () => {
    const world = await holding({ job: { initiatedBy: 'START_RECOVERY' } });
    await expectUntouched(world, 'initiated by START_RECOVERY');
  });

  test('not when nobody says how the job was initiated', async () => {
    const world = await holding({ job: { initiatedBy: null } });
    await expectUntouched(world, 'initiated by null');
  });

  test('not when the job that made it does not carry our owner tag', async () => {
    const world = await holding({ job: { tags: { DrillOwner: 'somebody else', DrillId: DRILL_ID } } });
    await expectUntouched(world, 'owner tag');
  });

  test('not when the job that made it carries another drill of ours', async () => {
    const world = await holding();
    const owner = await world.ports.owner();
    setJob(world, { tags: { DrillOwner: owner, DrillId: 'd-000000000000000000000077' } });
    await expectUntouched(world, 'owner tag');
  });

  test('not when the job that made it carries no tags at all', async () => {
    const world = await holding({ job: { tags: {} } });
    await expectUntouched(world, 'owner tag');
  });

  test('not when the job that made it cannot be read', async () => {
    const world = await holding();
    world.ports.drs.jobs = async () => [];
    await expectUntouched(world, 'cannot be read');
  });
});

describe('of several instances', () => {
  test('the proven ones are terminated and the others are named with what is missing', async () => {
    // given
    const world = await holding({}, 2);
    const [ours, strange] = world.servers;
    const { recoveryInstances } = world.ports.drs;
    world.ports.drs.recoveryInstances = async (...asked) =>
      (await recoveryInstances(...asked)).map((one) =>
        one.sourceServerId === strange ? { ...one, isDrill: false } : one,
      );
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ accepted: [ours], unproven: [{ sourceServerId: strange }] });
    expect(world.aws.history.terminations.flatMap((one) => one.instanceIds)).toEqual([
      record(world).servers[ours ?? '']?.instanceId,
    ]);
  });

  test('one that neither DRS nor EC2 knows any more counts as accepted, without a call', async () => {
    // given
    const world = await holding();
    for (const { instanceId } of world.aws.liveInstances()) world.aws.terminateOutside(SITE, instanceId);
    world.ports.drs.recoveryInstances = async () => [];
    await passTime(world, 300);
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ jobId: null, accepted: world.servers, unproven: [] });
    expect(world.aws.history.terminations).toEqual([]);
  });

  test('one that DRS does not list but that lives in EC2 is neither accepted nor terminated', async () => {
    // given
    const world = await holding();
    world.ports.drs.recoveryInstances = async () => [];
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ jobId: null, accepted: [], unproven: [] });
    expect(world.aws.liveInstances()).toHaveLength(1);
  });

  test('one that somebody else has terminated is accepted, and only the others are asked for', async () => {
    // given
    const world = await holding({}, 2);
    const [gone] = world.aws.liveInstances();
    world.aws.terminateOutside(SITE, gone?.instanceId ?? '');
    await passTime(world, 120);
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ unproven: [] });
    expect(answer.type === 'TerminationAccepted' && [...answer.accepted].sort()).toEqual([...world.servers].sort());
    expect(world.aws.history.terminations.flatMap((one) => one.instanceIds)).not.toContain(gone?.instanceId);
  });
});

test('what cannot be proved is never asked for again, and the drill says aloud that something is left', async () => {
  // given
  const world = await holding({ job: { initiatedBy: 'START_RECOVERY' } });
  // when
  await untilPhase(world, 'TERMINATING');
  await passTime(world, (180 * MINUTE) / 1000);
  // then
  expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED' });
  expect(world.aws.history.terminations).toEqual([]);
});

interface Lies {
  instance?: Partial<RecoveryInstance>;
  job?: Partial<Job>;
}

/** A drill in its hold; from then on DRS says of its instances and jobs what the test wants it to say. */
async function holding(lies: Lies = {}, servers = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world, { terms: { holdSeconds: 600 } });
  await untilPhase(world, 'HOLDING');
  const { recoveryInstances } = world.ports.drs;
  world.ports.drs.recoveryInstances = async (...asked) =>
    (await recoveryInstances(...asked)).map((one) => ({ ...one, ...lies.instance }));
  setJob(world, lies.job ?? {});
  return world;
}

function setJob(world: FlowWorld, lie: Partial<Job>): void {
  const { jobs } = world.ports.drs;
  world.ports.drs.jobs = async (...asked) => (await jobs(...asked)).map((job) => ({ ...job, ...lie }));
}

function terminate(world: FlowWorld, recorded: { jobId?: string } = {}) {
  const drill = record(world);
  const servers = world.servers.map((sourceServerId) => ({
    sourceServerId,
    instanceId: drill.servers[sourceServerId]?.instanceId ?? '',
    jobId: recorded.jobId ?? drill.launches[0]?.jobId ?? '',
  }));
  return terminateProven(world.ports, SITE, DRILL_ID, servers);
}

async function expectUntouched(world: FlowWorld, missing: string): Promise<void> {
  const answer = await terminate(world);
  expect(answer).toMatchObject({ type: 'TerminationAccepted', jobId: null, accepted: [] });
  expect(answer).toMatchObject({ unproven: [{ missing: expect.stringContaining(missing) }] });
  expect(world.aws.history.terminations).toEqual([]);
  expect(world.aws.liveInstances()).toHaveLength(1);
}
