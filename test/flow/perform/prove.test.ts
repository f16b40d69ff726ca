import { describe, expect, test } from 'vitest';
import type { RecoveryInstance } from '../../../src/drill/inputs.ts';
import { terminateProven } from '../../../src/flow/perform/prove.ts';
import type { Ec2Instance, Job } from '../../../src/flow/ports.ts';
import { OWNER, SITE } from '../../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  record,
  request,
  untilPhase,
} from '../given.ts';

describe('an instance is terminated only with all proofs', () => {
  test('with all of them it is', async () => {
    // given
    const world = await holding();
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ accepted: world.servers, unproven: [] });
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('not when DRS reports a server other than the one on record', async () => {
    const world = await holding({ instance: { sourceServerId: 's-00000000000000999' } });
    await expectUntouched(world, 'the record says otherwise');
  });

  test('not when DRS reports a job other than the one on record', async () => {
    // given
    const world = await holding();
    const jobId = 'drsjob-00000000000000999';
    // when
    const answer = await terminate(world, { jobId });
    // then
    expect(answer).toMatchObject({ accepted: [], unproven: [{ sourceServerId: world.servers[0] }] });
    expect(world.aws.history.terminations).toEqual([]);
  });

  test('not when DRS does not list it as a drill instance', async () => {
    const world = await holding({ instance: { isDrill: false } });
    await expectUntouched(world, 'DRS does not list it as a drill instance');
  });

  test('not when EC2 does not report when its network interface was attached', async () => {
    const world = await holding({ ec2: { attachedAt: null } });
    await expectUntouched(world, 'EC2 does not report');
  });

  test('not when EC2 does not show it', async () => {
    const world = await holding();
    world.ports.ec2.instances = async () => [];
    await expectUntouched(world, 'EC2 does not report');
  });

  test('not when it is older than its job: the server was launched into it', async () => {
    // given: that machine was stopped, and the launch has started it; so its LaunchTime is later than the job
    const world = await launchedInto();
    const [machine] = world.aws.liveInstances();
    // when
    const answer = await terminate(world);
    // then
    expect(record(world).servers[world.servers[0] ?? '']?.instanceId).toBe(machine?.instanceId);
    expect(answer).toMatchObject({
      accepted: [],
      unproven: [{ missing: expect.stringContaining('older than the job') }],
    });
    expect(world.aws.history.terminations).toEqual([]);
  });

  test('not when neither the record nor DRS says when its job was created', async () => {
    const world = await holding({ job: { createdAt: null }, isRecorded: false });
    await expectUntouched(world, 'DRS does not report');
  });
});

describe('a job on record is ours, whatever DRS still reports of it', () => {
  test.each<[string, Partial<Job> | null]>([
    ['was deleted', null],
    ['has no tags any more', { tags: {} }],
    ['no longer says how it was started', { initiatedBy: null }],
    ['does not say when it was created', { createdAt: null }],
  ])('when it %s', async (_, lie) => {
    // given
    const world = await holding({ job: lie ?? {} });
    if (lie === null) deleteJob(world);
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ accepted: world.servers, unproven: [] });
    expect(world.aws.history.terminations).toHaveLength(1);
  });
});

describe('a job that is on no record is ours only by DRS’s own description of it', () => {
  test('with all of it, it is', async () => {
    const world = await holding({ isRecorded: false });
    expect(await terminate(world)).toMatchObject({ accepted: world.servers, unproven: [] });
  });

  test('also when it carries an unknown tag', async () => {
    const world = await holding({ isRecorded: false });
    const { jobs } = world.ports.drs;
    world.ports.drs.jobs = async (...requested) =>
      (await jobs(...requested)).map((job) => ({
        ...job,
        tags: { ...job.tags, resourceArn: `arn:aws:drs:eu-central-1:111122223333:job/${job.jobId}` },
      }));
    expect(await terminate(world)).toMatchObject({ accepted: world.servers, unproven: [] });
  });

  test.each<[string, Partial<Job>, string]>([
    ['it was not initiated as a drill', { initiatedBy: 'START_RECOVERY' }, 'initiated by START_RECOVERY'],
    ['DRS does not say how it was initiated', { initiatedBy: null }, 'initiated by null'],
    ['it carries another owner', { tags: { DrillOwner: 'somebody else', DrillId: DRILL_ID } }, 'owner tag'],
    ['it carries another drill of ours', { tags: { DrillOwner: OWNER, DrillId: OTHER_DRILL_ID } }, 'owner tag'],
    ['it carries no tags at all', { tags: {} }, 'owner tag'],
  ])('not when %s', async (_, job, missing) => {
    const world = await holding({ job, isRecorded: false });
    await expectUntouched(world, missing);
  });

  test('not when it was deleted', async () => {
    const world = await holding({ isRecorded: false });
    deleteJob(world);
    await expectUntouched(world, 'cannot be read');
  });
});

describe('of several instances', () => {
  test('the proven ones are terminated, and each other one is named with its missing proof', async () => {
    // given
    const world = await holding({}, 2);
    const [ours, strange] = world.servers;
    const { recoveryInstances } = world.ports.drs;
    world.ports.drs.recoveryInstances = async (...requested) =>
      (await recoveryInstances(...requested)).map((one) =>
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

  test('one that neither DRS nor EC2 shows does not count as gone: either may show it in a moment', async () => {
    // given
    const world = await holding();
    world.ports.drs.recoveryInstances = async () => [];
    world.ports.ec2.instances = async () => [];
    // when
    const answer = await terminate(world);
    // then
    const unproven = [{ sourceServerId: world.servers[0], missing: 'neither DRS nor EC2 lists it' }];
    expect(answer).toMatchObject({ jobId: null, accepted: [], unproven });
    expect(world.aws.history.terminations).toEqual([]);
  });

  test('one that DRS calls terminated and that lives in EC2 is terminated', async () => {
    // given
    const world = await holding({ instance: { state: 'TERMINATED' } });
    // when
    const answer = await terminate(world);
    // then
    expect(answer).toMatchObject({ accepted: world.servers });
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('one that DRS does not list and that EC2 calls terminated counts as accepted, without a call', async () => {
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

  test('one that a third party has terminated is accepted, and only the others are in the call', async () => {
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

test('an unproved instance is never touched, however often it is looked at, and is reported as left', async () => {
  // given
  const world = await launchedInto();
  // when
  await untilPhase(world, 'TERMINATING');
  await passTime(world, 180 * 60);
  // then
  expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED' });
  expect(factsOf(world).filter(({ type }) => type === 'ProofMissing').length).toBeGreaterThan(5);
  expect(world.aws.history.terminations).toEqual([]);
  expect(world.aws.liveInstances()).toMatchObject([{ state: 'running' }]);
});

test('an instance that no look showed for a minute is terminated within 15 minutes of its hold’s end', async () => {
  // given
  const world = await holding();
  const { drs, ec2 } = world.ports;
  const [{ recoveryInstances }, { instances }] = [{ ...drs }, { ...ec2 }];
  drs.recoveryInstances = async () => [];
  ec2.instances = async () => [];
  await untilPhase(world, 'TERMINATING');
  await passTime(world, 60);
  expect(record(world).servers[world.servers[0] ?? '']).not.toHaveProperty('terminationAt');
  // when
  Object.assign(drs, { recoveryInstances });
  Object.assign(ec2, { instances });
  await passTime(world, 13 * 60);
  // then
  expect(world.aws.history.terminations).toHaveLength(1);
  expect((await untilPhase(world, 'ENDED')).servers[world.servers[0] ?? '']?.gone).toBe('TERMINATED');
});

test('an instance that two separate looks do not show is gone', async () => {
  // given
  const world = await holding();
  for (const { instanceId } of world.aws.liveInstances()) world.aws.terminateOutside(SITE, instanceId);
  world.ports.drs.recoveryInstances = async () => [];
  world.ports.ec2.instances = async () => [];
  // when
  const drill = await untilPhase(world, 'ENDED');
  // then
  expect(drill.servers[world.servers[0] ?? '']?.gone).toBe('ABSENT_TWICE');
  expect(drill.at - (drill.holdEndedAt ?? 0)).toBeGreaterThanOrEqual(5 * 60_000);
});

test('a proof that was missing for a while is found later, and the drill ends clean', async () => {
  // given: for an hour EC2 leaves out the network interfaces
  const world = await holding();
  const { instances } = world.ports.ec2;
  world.ports.ec2.instances = async (...requested) =>
    (await instances(...requested)).map((one) => ({ ...one, attachedAt: null }));
  await untilPhase(world, 'TERMINATING');
  await passTime(world, 60 * 60);
  expect(record(world).servers[world.servers[0] ?? '']).toMatchObject({ unproven: expect.any(String) });
  // when
  world.ports.ec2.instances = instances;
  await passTime(world, 15 * 60);
  // then
  expect(world.aws.history.terminations).toHaveLength(1);
  expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  expect(record(world).servers[world.servers[0] ?? '']).not.toHaveProperty('unproven');
});

test('a job that is deleted before its end was seen is not followed, and its instances are cleaned up', async () => {
  // given: no result of the launch arrives until its job has ended and is deleted
  const world = openWorld();
  world.held.add('LookAtLaunches');
  await request(world);
  await passTime(world, 15 * 60);
  deleteJob(world);
  world.held.clear();
  // when
  const drill = await untilPhase(world, 'ENDED');
  // then
  expect(drill).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
  expect(drill.launches).toMatchObject([{ state: 'COMPLETED', lostAt: expect.any(Number) }]);
  expect(drill.launches[0]).not.toHaveProperty('endedAt');
  expect(drill.servers[world.servers[0] ?? '']?.error).toMatch(
    /no longer lists job drsjob-\S+, and its result was never seen/,
  );
  expect(world.aws.liveInstances()).toEqual([]);
});

interface Lies {
  instance?: Partial<RecoveryInstance>;
  job?: Partial<Job>;
  ec2?: Partial<Ec2Instance>;
  /** False: there is no readable record. */
  isRecorded?: boolean;
}

/** A drill in its hold; from then on AWS reports of its instances and jobs what the test sets. */
async function holding(lies: Lies = {}, servers = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world, { terms: { holdSeconds: 600 } });
  await untilPhase(world, 'HOLDING');
  const { drs, ec2, drills } = world.ports;
  const { recoveryInstances } = drs;
  drs.recoveryInstances = async (...requested) =>
    (await recoveryInstances(...requested)).map((one) => ({ ...one, ...lies.instance }));
  const { instances } = ec2;
  if (lies.ec2 !== undefined)
    ec2.instances = async (...requested) => (await instances(...requested)).map((one) => ({ ...one, ...lies.ec2 }));
  if (lies.isRecorded === false) drills.load = async () => undefined;
  setJob(world, lies.job ?? {});
  return world;
}

/** Between validation and launch, the server's launch configuration changes to an existing machine. */
async function launchedInto(): Promise<FlowWorld> {
  const world = openWorld();
  const [server = ''] = world.servers;
  world.held.add('StartRecovery');
  await request(world, { terms: { holdSeconds: 600 } });
  await passTime(world, 30);
  world.aws.launchInto(SITE, server, world.aws.addMachine(SITE, 'stopped'));
  world.held.clear();
  await untilPhase(world, 'HOLDING');
  return world;
}

function deleteJob(world: FlowWorld): void {
  world.aws.call('drs', 'DeleteJob', { jobID: record(world).launches[0]?.jobId }, SITE);
}

function setJob(world: FlowWorld, lie: Partial<Job>): void {
  const { jobs } = world.ports.drs;
  world.ports.drs.jobs = async (...requested) => (await jobs(...requested)).map((job) => ({ ...job, ...lie }));
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
