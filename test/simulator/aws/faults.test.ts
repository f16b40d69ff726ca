import { describe, expect, it } from 'vitest';
import { createDice } from '../../../src/simulator/aws/dice.ts';
import { drawFaults, type Faults, noFaults, rateOf } from '../../../src/simulator/aws/faults.ts';
import { callAsAws } from '../../../src/simulator/lambda/callAsAws.ts';
import {
  answer,
  beginning,
  caller,
  drs,
  ec2,
  faulty,
  givenWorld,
  jobOf,
  logOf,
  refusal,
  startDrill,
  wait,
} from '../given.ts';

describe('calls that fail', () => {
  it('are throttled with and without Retry-After, and have no effect', () => {
    const throttledBy = (throttledWithRetryAfter: number) => {
      const { world } = givenWorld({
        faults: faulty({ throttled: { 'drs:StartRecovery': 1 }, throttledWithRetryAfter }),
      });
      const fault = refusal(() => startDrill(world, world.addServers(caller, 1)));
      expect(world.history.launches).toEqual([]);
      expect(drs(world, 'DescribeJobs').at('items')).toEqual([]);
      return [fault.type, fault.status, fault.retryAfterSeconds];
    };
    expect(throttledBy(0)).toEqual(['ThrottlingException', 429, undefined]);
    expect(throttledBy(1)).toEqual(['ThrottlingException', 429, expect.any(Number)]);
  });

  it('are refused for their credentials or their clock, and have no effect', () => {
    const { world } = givenWorld({ faults: faulty({ unauthenticated: { drs: 1, ec2: 1 } }) });
    const ids = world.addServers(caller, 1);
    const names = (call: () => unknown) =>
      new Set(Array.from({ length: 20 }, () => refusal(call)).map(({ type, status }) => `${status} ${type}`));
    expect(names(() => startDrill(world, ids))).toEqual(
      new Set(['403 InvalidSignatureException', '403 ExpiredTokenException', '403 UnrecognizedClientException']),
    );
    expect(names(() => ec2(world, 'DescribeVolumes'))).toEqual(new Set(['400 RequestExpired', '401 AuthFailure']));
    expect(world.history.launches).toEqual([]);
  });

  it('lose only their response: the work is done', () => {
    const { world } = givenWorld({ faults: faulty({ replyLost: { 'drs:StartRecovery': 1 } }) });
    const fault = refusal(() => startDrill(world, world.addServers(caller, 1)));
    expect(fault.replyLost).toBe(true);
    expect(drs(world, 'DescribeJobs').list('items')).toHaveLength(1);
  });

  it.each(['unauthenticated', 'throttled', 'internalError', 'replyLost'] as const)(
    'are retried until they succeed when AWS itself makes them: %s',
    (fault) => {
      const { world } = givenWorld({ faults: faulty({ [fault]: { sqs: 0.9, scheduler: 0.9, events: 0.9 } }) });
      for (let queue = 0; queue < 50; queue++) {
        const QueueName = `dead-${queue}`;
        callAsAws(world, 'sqs', 'CreateQueue', { QueueName }, caller);
        expect(callAsAws(world, 'sqs', 'GetQueueUrl', { QueueName }, caller)).toMatchObject({
          QueueUrl: expect.stringContaining(QueueName),
        });
      }
      expect(() => callAsAws(world, 'sqs', 'GetQueueUrl', { QueueName: 'unknown' }, caller)).toThrow('exist');
    },
  );

  it('get a conflict where nothing is busy, or a refusal of tags, and have no effect', () => {
    const refusedBy = (faults: Partial<Faults>) => {
      const { world } = givenWorld({ faults: faulty(faults) });
      const fault = refusal(() => startDrill(world, world.addServers(caller, 1), { DrillId: 'd-1' }));
      expect(world.history.launches).toEqual([]);
      return `${fault.status} ${fault.message}`;
    };
    expect(refusedBy({ spuriousConflict: 1 })).toContain('409 One or more of the Source Servers');
    expect(refusedBy({ tagsRefused: 1 })).toBe('400 Invalid request provided: Tags');
    expect(refusedBy({ internalError: { drs: 1 } })).toContain('500');
  });

  it('succeed again once the faults have ended', () => {
    const faults = faulty({ throttled: { '*': 1 }, faultsUntil: beginning + 60_000 });
    const { world } = givenWorld({ faults });
    expect(refusal(() => drs(world, 'DescribeJobs')).status).toBe(429);
    wait(world, 60);
    expect(drs(world, 'DescribeJobs').at('items')).toEqual([]);
  });

  it('use the most specific rate', () => {
    const rates = { '*': 0.1, drs: 0.2, 'drs:StartRecovery': 0.3 };
    expect([
      rateOf(rates, 'drs', 'StartRecovery'),
      rateOf(rates, 'drs', 'DescribeJobs'),
      rateOf(rates, 'ec2', 'DescribeVolumes'),
      rateOf({}, 'ec2', 'x'),
    ]).toEqual([0.3, 0.2, 0.1, 0]);
  });
});

describe('events', () => {
  const eventsWith = (faults: Partial<Faults>) => {
    const { world, delivered } = givenWorld({ faults: faulty(faults) });
    startDrill(world, world.addServers(caller, 3));
    wait(world, 7_200);
    return delivered.flatMap((each) => (each.kind === 'event' ? [{ ...each.event, deliveredAt: each.at }] : []));
  };

  it('are lost, or delivered twice under the same id', () => {
    expect(eventsWith({ eventLost: 1 })).toEqual([]);
    const doubled = eventsWith({ eventDoubled: 1 }).map((event) => event.id);
    expect(doubled).toHaveLength(2 * new Set(doubled).size);
  });

  it('are delivered late and out of order', () => {
    const times = eventsWith({ eventLate: 1, eventLateSecondsMax: 600 }).map((event) => event.time);
    expect(times).not.toEqual(times.toSorted());
  });

  it('are refused with the source of an AWS service, and accepted with any other on the named bus', () => {
    const { world, delivered } = givenWorld();
    const entry = { Source: 'drs-drill', DetailType: 'Drill Requested', Detail: '{"waves":[]}' };
    const Entries = [
      { ...entry, Source: 'aws.drs' },
      { ...entry, EventBusName: 'drills' },
      { ...entry, Detail: '[1' },
    ];
    const put = answer(world.call('events', 'PutEvents', { Entries }, caller));
    expect(put.at('FailedEntryCount')).toBe(2);
    expect(put.list('Entries').map((each) => each.at('ErrorCode'))).toEqual([
      'NotAuthorizedForSourceException',
      undefined,
      'MalformedDetail',
    ]);
    wait(world, 1);
    expect(delivered).toMatchObject([
      { kind: 'event', event: { source: 'drs-drill', detail: { waves: [] }, account: caller.accountId } },
    ]);
    expect(world.busOf(put.text('Entries.1.EventId'))).toBe('drills');
  });
});

describe('what else DRS may do', () => {
  it('returns the state of some seconds ago (eventual consistency)', () => {
    const { world } = givenWorld({ faults: faulty({ describeLagged: 1, describeLagSecondsMax: 30 }) });
    startDrill(world, world.addServers(caller, 1));
    const looks = Array.from({ length: 40 }, () => {
      wait(world, 1);
      return drs(world, 'DescribeJobs').list('items').length;
    });
    expect(looks).toContain(0);
    expect(looks.at(-1)).toBe(1);
  });

  it('uses unpublished values', () => {
    const { world } = givenWorld({ faults: faulty({ unknownValues: 1, unknownLogEvents: 1 }) });
    const job = startDrill(world, world.addServers(caller, [{ launchSeconds: 500 }]));
    wait(world, 400);
    expect(jobOf(world, job).at('job.participatingServers.0.launchStatus')).toBe('SETTLING');
    expect(logOf(world, job).some((line) => !/^(JOB|SNAPSHOT|CONVERSION|LAUNCH)_/.test(line.text('event')))).toBe(true);
    wait(world, 130);
    expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('WARMING_UP');
  });

  it('names the recovery instance in the job, or no server at all', () => {
    const serversWith = (faults: Partial<Faults>) => {
      const { world } = givenWorld({ faults: faulty(faults) });
      const job = startDrill(world, world.addServers(caller, 1));
      wait(world, 700);
      return jobOf(world, job).at('job.participatingServers');
    };
    expect(serversWith({ recoveryInstanceIdPresent: 1 })).toMatchObject([
      { recoveryInstanceID: expect.stringMatching(/^i-/) },
    ]);
    expect(serversWith({ participatingServersEmpty: 1 })).toEqual([]);
  });

  it('may leave the instance of a failed launch behind, and lists it', () => {
    const { world } = givenWorld({ faults: faulty({ failedLaunchKeepsInstance: 1 }) });
    const job = startDrill(world, world.addServers(caller, [{ outcome: 'FAILS_LAUNCH' }]));
    wait(world, 700);
    expect(jobOf(world, job).at('job.participatingServers.0.launchStatus')).toBe('FAILED');
    expect(drs(world, 'DescribeRecoveryInstances').list('items')).toHaveLength(1);
  });

  it('may take minutes to list what it has launched, while EC2 already shows it', () => {
    const { world } = givenWorld({ faults: faulty({ listedSecondsMax: 240 }) });
    const job = startDrill(world, world.addServers(caller, 10));
    wait(world, 700);
    const Filters = [{ Name: 'tag:drs.amazonaws.com-job', Values: [job] }];
    expect(ec2(world, 'DescribeInstances', { Filters }).list('Reservations')).toHaveLength(10);
    expect(drs(world, 'DescribeRecoveryInstances').list('items').length).toBeLessThan(10);
    wait(world, 240);
    expect(drs(world, 'DescribeRecoveryInstances').list('items')).toHaveLength(10);
  });

  it('may leave a volume of a failed conversion, and names it in the log', () => {
    const { world } = givenWorld({ faults: faulty({ failedConversionLeavesVolume: 1 }) });
    const job = startDrill(world, world.addServers(caller, [{ outcome: 'FAILS_CONVERSION' }]));
    wait(world, 700);
    const Filters = [{ Name: 'tag:drs.amazonaws.com-job', Values: [job] }];
    const [left] = ec2(world, 'DescribeVolumes', { Filters }).list('Volumes');
    const failure = logOf(world, job).find((line) => line.at('event') === 'CONVERSION_FAIL');
    expect(failure?.text('eventData.rawError')).toContain(`volume/${left?.text('VolumeId')}`);
  });

  it('may return an instance without what identifies it', () => {
    const { world } = givenWorld({ faults: faulty({ namelessAnswers: 1 }) });
    startDrill(world, world.addServers(caller, 1));
    wait(world, 700);
    const names = ['recoveryInstanceID', 'ec2InstanceID', 'sourceServerID', 'jobID', 'isDrill', 'tags'];
    const missing = Array.from({ length: 30 }, () => {
      const entry = drs(world, 'DescribeRecoveryInstances').list('items')[0];
      return names.filter((name) => entry?.at(name) === undefined || entry.at(name) === '');
    });
    expect(missing.every((each) => each.length === 1)).toBe(true);
    expect(new Set(missing.flat())).toEqual(new Set(names));
  });

  it('may list an instance without its server until the faults end', () => {
    const { world } = givenWorld({ faults: faulty({ namelessEntries: 1, faultsUntil: beginning + 800_000 }) });
    const [server] = world.addServers(caller, 1);
    startDrill(world, [server ?? '']);
    const named = () => drs(world, 'DescribeRecoveryInstances').at('items.0.sourceServerID');
    wait(world, 700);
    expect(drs(world, 'DescribeRecoveryInstances').at('items.0.isDrill')).toBe(true);
    expect(named()).toBeUndefined();
    wait(world, 100);
    expect(named()).toBe(server);
  });

  it('may show a last launch without its job until the faults end', () => {
    const { world } = givenWorld({ faults: faulty({ namelessLastLaunches: 1, faultsUntil: beginning + 800_000 }) });
    const jobId = startDrill(world, world.addServers(caller, 1));
    const initiated = () => drs(world, 'DescribeSourceServers').at('items.0.lifeCycle.lastLaunch.initiated');
    wait(world, 700);
    expect(initiated()).toMatchObject({ type: 'DRILL' });
    expect(initiated()).not.toHaveProperty('jobID');
    wait(world, 100);
    expect(initiated()).toMatchObject({ jobID: jobId });
  });

  it('lets a third party terminate or stop an instance', () => {
    const stateWith = (faults: Partial<Faults>) => {
      const { world } = givenWorld({ faults: faulty({ ...faults, outsideWithinSeconds: 600 }) });
      startDrill(world, world.addServers(caller, 1));
      wait(world, 1_500);
      return ec2(world, 'DescribeInstances', { Filters: [{ Name: 'tag-key', Values: ['drs.amazonaws.com-job'] }] }).at(
        'Reservations.0.Instances.0.State.Name',
      );
    };
    expect(stateWith({ terminatedOutside: 1 })).toBe('terminated');
    expect(stateWith({ stoppedOutside: 1 })).toBe('stopped');
  });
});

it('draws faults that are valid rates, equal for the same seed and different between seeds', () => {
  const drawn = Array.from({ length: 50 }, (_, seed) => drawFaults(createDice(seed)));
  expect(drawFaults(createDice(3))).toEqual(drawn[3]);
  expect(new Set(drawn.map((faults) => JSON.stringify(faults))).size).toBe(50);
  for (const faults of drawn) {
    expect(Object.keys(faults).toSorted()).toEqual(Object.keys(noFaults).toSorted());
    expect(faults.eventLost).toBeGreaterThanOrEqual(0);
    expect(faults.eventLost).toBeLessThanOrEqual(1);
  }
});
