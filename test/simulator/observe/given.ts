import { createPseudonyms } from '../../../src/simulator/observe/pseudonyms.ts';
import { createRecorder, type Recorder } from '../../../src/simulator/observe/recorder.ts';

export const SERVER = 's-0a1b2c3d4e5f60718';
export const JOB = 'drsjob-04ca7d0d3fb6afa3e';
export const END_JOB = 'drsjob-04ca7d0d3fb6afa3f';
export const INSTANCE = 'i-0123456789abcdef0';
export const BEGAN = '2026-11-29T10:00:00.000000+00:00';

/** A time in seconds after the drill's beginning, as DRS writes it. */
export function second(seconds: number): string {
  return `${new Date(Date.parse(BEGAN) + seconds * 1000).toISOString().slice(0, -1)}000+00:00`;
}

/** The recording of a drill of one server in an account that behaves like the simulator. */
export function givenDrill(): Recorder {
  const recorder = createRecorder(createPseudonyms(), { productVersion: '1.0.0', region: 'eu-west-1', beganAt: BEGAN });
  const ended = { sourceServerID: SERVER, launchStatus: 'LAUNCHED' };
  const job = { jobID: JOB, type: 'LAUNCH', initiatedBy: 'START_DRILL', creationDateTime: BEGAN, status: 'COMPLETED' };
  recorder.note('job', JOB, second(600), {
    ...job,
    endDateTime: second(560),
    participatingServers: [ended],
    tags: TAGS,
  });
  recorder.note('log', JOB, second(600), LOG);
  const entry = { recoveryInstanceID: INSTANCE, ec2InstanceID: INSTANCE, sourceServerID: SERVER, jobID: JOB, tags: {} };
  recorder.note('entry', INSTANCE, second(600), { ...entry, isDrill: true, ec2InstanceState: 'RUNNING' });
  recorder.note('instance', INSTANCE, second(600), instanceAttached(400));
  received(recorder, 2);
  return recorder;
}

/** The launch event arrived this many seconds after the launch. */
export function received(recorder: Recorder, secondsLate: number): void {
  const receivedAt = new Date(Date.parse(second(480 + secondsLate))).toISOString();
  const fact = { type: 'ServerReported', sourceServerId: SERVER, receivedAt, drillWord: 'TRUE' };
  recorder.note('step', 'step-00000001', second(600), { seq: 1, at: receivedAt, facts: [fact] });
}

/** No event arrived. The drill saw the launch this many seconds after its end. */
export function unreported(recorder: Recorder, secondsLate: number): void {
  const at = new Date(Date.parse(second(480 + secondsLate))).toISOString();
  const fact = { type: 'ServerLaunched', sourceServerId: SERVER };
  recorder.note('step', 'step-00000001', second(900), { seq: 1, at, facts: [fact] });
}

/** An instance whose primary interface was attached this many seconds after the job's creation. */
export function instanceAttached(seconds: number): Record<string, unknown> {
  const Attachment = { DeviceIndex: 0, AttachTime: new Date(Date.parse(second(seconds))) };
  const Tags = [
    { Key: 'drs.amazonaws.com-job', Value: JOB },
    { Key: 'drs.amazonaws.com-source-server', Value: SERVER },
    { Key: 'AWSElasticDisasterRecoveryManaged', Value: 'drs.amazonaws.com' },
    { Key: 'AWSElasticDisasterRecoverySourceServerID', Value: SERVER },
  ];
  return { InstanceId: INSTANCE, State: { Name: 'running' }, NetworkInterfaces: [{ Attachment }], Tags };
}

/** Its termination: the cleanup ends this many seconds after the beginning. */
export function terminated(recorder: Recorder, seconds: number): void {
  const job = { jobID: END_JOB, type: 'TERMINATE', initiatedBy: 'TERMINATE_RECOVERY_INSTANCES', status: 'COMPLETED' };
  recorder.note('job', END_JOB, second(seconds), {
    ...job,
    creationDateTime: second(seconds - 60),
    endDateTime: second(seconds),
  });
  const line = (event: string, at: number, eventData = {}) => ({ event, logDateTime: second(at), eventData });
  recorder.note('log', END_JOB, second(seconds), [
    line('JOB_START', seconds - 59),
    line('CLEANUP_START', seconds - 58, { sourceServerID: SERVER }),
    line('CLEANUP_END', seconds, { sourceServerID: SERVER }),
    line('JOB_END', seconds),
  ]);
}

export const TAGS = { DrillOwner: 'o', DrillId: 'd', Launch: 'l', Wave: '1', ExecutionType: 'Drill' };

const STEPS = ['SNAPSHOT_START', 'SNAPSHOT_END', 'CONVERSION_START', 'CONVERSION_END', 'LAUNCH_START', 'LAUNCH_END'];

export const LOG = ['JOB_START', ...STEPS, 'JOB_END'].map((event, place) => ({
  event,
  logDateTime: second(place * 80),
  eventData: {
    ...(STEPS.includes(event) ? { sourceServerID: SERVER } : {}),
    ...(event === 'LAUNCH_END' ? { targetInstanceID: INSTANCE } : {}),
    ...(event === 'CONVERSION_END' ? { conversionServerID: 'i-0123456789abcdef9' } : {}),
  },
}));
