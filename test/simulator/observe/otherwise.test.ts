import { expect, test } from 'vitest';
import { EXPECTATIONS, judge } from '../../../src/simulator/observe/expect/expectations.ts';
import type { Recorder } from '../../../src/simulator/observe/recorder.ts';
import type { Kind } from '../../../src/simulator/observe/shapes.ts';
import {
  END_JOB,
  givenDrill,
  INSTANCE,
  instanceAttached,
  JOB,
  LOG,
  received,
  SERVER,
  second,
  TAGS,
  terminated,
} from './given.ts';

type Answer = Record<string, unknown>;

const VOLUME = 'vol-0123456789abcdef0';
const LOOSE = 'vol-0123456789abcdef1';
const INTERFACE = 'eni-0123456789abcdef0';
const TEMPLATE = 'lt-0123456789abcdef0';
const tagged = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const OURS = tagged({ 'drs.amazonaws.com-job': JOB });

const job = (more: Answer) => ({
  jobID: JOB,
  type: 'LAUNCH',
  initiatedBy: 'START_DRILL',
  status: 'COMPLETED',
  ...PARTS,
  ...more,
});
const PARTS = {
  endDateTime: second(560),
  tags: TAGS,
  participatingServers: [{ sourceServerID: SERVER, launchStatus: 'LAUNCHED' }],
};
const part = (more: Answer) => ({
  participatingServers: [{ sourceServerID: SERVER, launchStatus: 'LAUNCHED', ...more }],
});
const entry = (more: Answer) => ({
  recoveryInstanceID: INSTANCE,
  ec2InstanceID: INSTANCE,
  sourceServerID: SERVER,
  jobID: JOB,
  isDrill: true,
  ec2InstanceState: 'RUNNING',
  tags: {},
  ...more,
});
const volume = (more: Answer) => ({
  VolumeId: VOLUME,
  Attachments: [{ InstanceId: INSTANCE, DeleteOnTermination: true }],
  Tags: OURS,
  ...more,
});
const server = (more: Answer) => ({
  sourceServerID: SERVER,
  lastLaunchResult: 'SUCCEEDED',
  lifeCycle: launched({}),
  recoveryInstanceId: INSTANCE,
  ...more,
});
const launched = (more: Answer) => ({ lastLaunch: { initiated: { jobID: JOB, type: 'DRILL', ...more } } });
const withLog = (change: (line: (typeof LOG)[number]) => Answer) => LOG.map(change);
const endJob = (more: Answer) => ({
  jobID: END_JOB,
  type: 'TERMINATE',
  initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
  status: 'COMPLETED',
  endDateTime: second(2000),
  ...more,
});

/** For every expectation, an account that contradicts it, and the reported difference. */
const OTHERWISE: Record<string, [kind: Kind, id: string, answer: unknown, said: RegExp]> = {
  'job-tags': ['job', JOB, job({ tags: {} }), /is returned without DrillOwner/],
  'job-foreign-tags': ['job', JOB, job({ tags: { ...TAGS, resourceArn: 'x' } }), /has the tags resourceArn/],
  'job-tags-listed': ['listedTags', JOB, { tags: { Wave: '1' } }, /DescribeJobs shows .*, ListTagsForResource Wave/],
  'job-kind': ['job', JOB, job({ initiatedBy: 'DIAGNOSTIC' }), /of type LAUNCH was initiated by DIAGNOSTIC/],
  'job-status-words': ['job', JOB, job({ endDateTime: undefined }), /was COMPLETED without endDateTime/],
  'launch-status-words': ['job', JOB, job(part({ launchStatus: 'IN_PROGRESS' })), /was IN_PROGRESS/],
  'job-names-no-instance': ['job', JOB, job(part({ recoveryInstanceID: INSTANCE })), /names the recovery instances/],
  'job-keeps-servers': ['job', JOB, job({ participatingServers: [] }), /has ended and names no servers/],
  'launch-actions': ['job', JOB, job(part({ launchActionsStatus: { runs: [{ status: 'SUCCEEDED' }] } })), /had 1 runs/],
  'form-of-moments': ['job', JOB, job({ creationDateTime: '2026-11-29T10:00:00Z' }), /it wrote 9999-99-99T99:99:99Z/],
  'log-events': ['log', JOB, [...LOG, { event: 'QUANTUM_SYNC' }], /the log of .* has QUANTUM_SYNC/],
  'log-order': ['log', JOB, LOG.toReversed(), /is not in chronological order/],
  'launch-steps': [
    'log',
    JOB,
    LOG.filter(({ event }) => event !== 'CONVERSION_END'),
    /logged SNAPSHOT_START, SNAPSHOT_END/,
  ],
  'target-instance': [
    'log',
    JOB,
    withLog((line) => ({ ...line, eventData: { sourceServerID: SERVER } })),
    /names no instance/,
  ],
  'conversion-server': [
    'log',
    JOB,
    withLog((line) => ({ ...line, eventData: { ...line.eventData, conversionServerID: undefined } })),
    /names no conversion server/,
  ],
  'failures-say-why': [
    'log',
    JOB,
    [...LOG, { event: 'LAUNCH_FAILED', eventData: { sourceServerID: SERVER } }],
    /LAUNCH_FAILED in .* gives no reason/,
  ],
  'job-end-line': ['job', JOB, job({ endDateTime: second(100) }), /JOB_END of .* came 460 s after/],
  'entry-is-drill': ['entry', INSTANCE, entry({ isDrill: false }), /is listed with isDrill false/],
  'entry-states': ['entry', INSTANCE, entry({ ec2InstanceState: 'WARMING_UP' }), /was WARMING_UP/],
  'entry-tags': ['entry', INSTANCE, entry({ tags: { Name: 'x' } }), /the entry of .* has the tags Name/],
  'entry-disks': [
    'entry',
    INSTANCE,
    entry({ recoveryInstanceProperties: { disks: [{ ebsVolumeID: LOOSE }] } }),
    /DRS names .* EC2 /,
  ],
  'instance-tags': ['instance', INSTANCE, { ...instanceAttached(400), Tags: [] }, /carries no drs\.amazonaws\.com-job/],
  'instance-template-tags': [
    'instance',
    INSTANCE,
    { ...instanceAttached(400), Tags: OURS },
    /carries no AWSElasticDisasterRecoveryManaged/,
  ],
  'only-recovery-instances': [
    'instance',
    'i-0123456789abcdef7',
    { InstanceId: 'i-0123456789abcdef7', Tags: OURS },
    /is not a recovery instance/,
  ],
  'primary-interface': ['instance', INSTANCE, instanceAttached(-1), /before its job was created/],
  'not-protected': [
    'attribute',
    INSTANCE,
    { DisableApiTermination: { Value: true } },
    /is protected against termination/,
  ],
  'terminated-is-bare': [
    'instance',
    INSTANCE,
    { ...instanceAttached(400), State: { Name: 'terminated' } },
    /still showed volumes or interfaces/,
  ],
  'volume-tags': ['volume', VOLUME, volume({ Tags: [] }), /carries no drs\.amazonaws\.com-job/],
  'delete-on-termination': [
    'volume',
    VOLUME,
    volume({ Attachments: [{ InstanceId: INSTANCE, DeleteOnTermination: false }] }),
    /remains when the instance is terminated/,
  ],
  'loose-volumes': ['volume', LOOSE, { VolumeId: LOOSE, Size: 8, Tags: OURS }, /the loose volume .* has 8 GiB/],
  'volumes-go': ['volume', VOLUME, volume({}), /was still there at the end/],
  'interface-tags': [
    'networkInterface',
    INTERFACE,
    { Attachment: { InstanceId: INSTANCE }, TagSet: [] },
    /carries no drs\.amazonaws\.com-job/,
  ],
  'snapshot-tags': ['snapshot', 'snap-0123456789abcdef0', { Tags: OURS }, /carries the job’s tag/],
  'last-launch': ['server', SERVER, server({ lifeCycle: launched({ type: 'RECOVERY' }) }), /was of type RECOVERY/],
  'server-names-instance': ['entry', 'i-0123456789abcdef8', entry({}), /never named .* as its recovery instance/],
  'points-order': [
    'points',
    SERVER,
    [
      { expectedTimestamp: second(10), timestamp: second(10) },
      { expectedTimestamp: second(0), timestamp: second(0) },
    ],
    /came in another order/,
  ],
  'points-complete': ['points', SERVER, [{ expectedTimestamp: second(0) }], /1 of the 1 points of .* had no timestamp/],
  'template-tags': ['templateVersion', TEMPLATE, { LaunchTemplateData: {} }, /has tag specifications for none/],
  'template-versions': ['template', TEMPLATE, { DefaultVersionNumber: 2 }, /the default version of .* was 1, then 2/],
  'event-comes': ['step', 'step-00000001', reported({ receivedAt: second(1000) }), /came 520 s after LAUNCH_END/],
  'event-word': ['step', 'step-00000001', reported({ drillWord: 'FALSE' }), /said is-drill = FALSE/],
  'terminate-job-servers': [
    'job',
    END_JOB,
    endJob(part({ launchStatus: 'TERMINATED' })),
    /still names 1 servers as TERMINATED/,
  ],
  'terminate-job-tags': ['job', END_JOB, endJob({ tags: { Name: 'x' } }), /has the tags Name/],
  'terminate-log': ['log', END_JOB, [{ event: 'JOB_START' }, { event: 'JOB_END' }], /has CLEANUP_START 0 times/],
  'terminated-stays-listed': [
    'entry',
    INSTANCE,
    entry({ ec2InstanceState: 'RUNNING' }),
    /was listed as RUNNING after its cleanup/,
  ],
  'forwarded-calls': ['call', 'call-00000001', forwarded({ eventName: 'CreateVpc' }), /DRS called ec2:CreateVpc/],
  'forwarded-calls-pass': [
    'call',
    'call-00000001',
    forwarded({ eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation' }),
    /RunInstances was denied/,
  ],
};

test('every expectation has a contradicting account', () => {
  expect(Object.keys(OTHERWISE)).toEqual(EXPECTATIONS.map(({ name }) => name));
});

test.each(Object.entries(OTHERWISE))(
  '%s: reports a contradiction, and no difference when as simulated',
  (name, [kind, id, answer, said]) => {
    const recorder = givenWhole();
    expect(differencesOf(recorder, name)).toEqual([]);
    if (name === 'volumes-go') recorder.note('volume', VOLUME, second(2090), answer);
    recorder.note(kind, id, second(2100), answer);
    expect(differencesOf(recorder, name).join('\n')).toMatch(said);
  },
);

/** A drill with complete observation from launch to end. */
function givenWhole(): Recorder {
  const recorder = givenDrill();
  received(recorder, 2);
  recorder.note('volume', VOLUME, second(600), volume({}));
  recorder.note(
    'entry',
    INSTANCE,
    second(601),
    entry({ recoveryInstanceProperties: { disks: [{ ebsVolumeID: VOLUME }] } }),
  );
  recorder.note('instance', INSTANCE, second(601), {
    ...instanceAttached(400),
    BlockDeviceMappings: [{ Ebs: { VolumeId: VOLUME } }],
  });
  recorder.note('server', SERVER, second(500), server({ recoveryInstanceId: undefined, lastLaunchResult: 'PENDING' }));
  recorder.note('server', SERVER, second(602), server({}));
  recorder.note('template', TEMPLATE, second(1), { DefaultVersionNumber: 1 });
  terminated(recorder, 2000);
  recorder.gone('volume', VOLUME, second(2000));
  return recorder;
}

function differencesOf({ recording }: Recorder, wanted: string): string[] {
  return judge(recording).find(({ name }) => name === wanted)?.differences ?? ['no such expectation'];
}

function reported(more: Answer): Answer {
  const fact = { type: 'ServerReported', sourceServerId: SERVER, receivedAt: second(482), drillWord: 'TRUE', ...more };
  return { seq: 1, at: second(482), facts: [fact] };
}

function forwarded(more: Answer): Answer {
  return { eventSource: 'ec2.amazonaws.com', userIdentity: { invokedBy: 'drs.amazonaws.com' }, ...more };
}
