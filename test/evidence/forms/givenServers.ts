import type { Clock, ServerReported } from '../../../src/evidence/report/report.ts';
import { instanceId } from '../../builders.ts';
import { at } from './givenTimes.ts';

export const NO_CLOCK: Clock = {
  seconds: null,
  atLeastSeconds: null,
  from: null,
  to: null,
  notBefore: null,
  reason: null,
};

/** A server of a drill that launched nothing. */
export function unlaunchedServer(sourceServerId: string, index: number): ServerReported {
  const missing = { ...NO_CLOCK, reason: 'It was never seen working.' };
  return {
    sourceServerId,
    hostname: HOSTNAMES[index % HOSTNAMES.length] ?? null,
    wave: 1 + (index % 2),
    required: true,
    replicationState: 'CONTINUOUS',
    replicationLagSeconds: 3 + (index % 5),
    jobId: null,
    instanceId: null,
    volumeIds: [],
    result: null,
    error: null,
    launchedAt: null,
    verified: null,
    verifiedAt: null,
    lost: null,
    recoveryPoint: null,
    launchSettings: {
      instanceType: 'm5.large',
      volumes: [
        { volumeType: 'gp3', gigabytes: 100 },
        { volumeType: 'gp3', gigabytes: 200 },
      ],
      network: { subnetIds: ['subnet-0aa11bb22cc33dd44'], securityGroupIds: ['sg-0aa11bb22cc33dd44'] },
      disposition: 'STARTED',
    },
    clocks: { recoveryTime: missing, recoveryPoint: missing, launch: missing },
    stages: { snapshotSeconds: null, conversionSeconds: null, launchSeconds: null, bootSeconds: null },
    objectives: null,
    evidenceLevel: null,
    passed: null,
    terminationAcceptedAt: null,
    gone: null,
  };
}

/** A server that was launched and seen working. */
export function launchedServer(sourceServerId: string, index: number): ServerReported {
  const created = { at: at(120), source: 'DRS: creationDateTime of the job' };
  const [launched, seen] = [500 + ((index * 37) % 300), 800 + ((index * 53) % 424)];
  return {
    ...unlaunchedServer(sourceServerId, index),
    jobId: 'drsjob-0123456789abcdef0',
    instanceId: instanceId(index + 1),
    volumeIds: [`vol-${instanceId(index + 1).slice(2)}`, `vol-f${instanceId(index + 1).slice(3)}`],
    result: 'LAUNCHED',
    launchedAt: at(120 + launched),
    verified: 'STATUS_CHECKS',
    verifiedAt: at(120 + seen),
    recoveryPoint: { kind: 'ON_DEMAND', at: at(130), snapshotId: 'snap-0aa11bb22cc33dd44' },
    clocks: {
      recoveryTime: {
        ...NO_CLOCK,
        seconds: seen,
        atLeastSeconds: seen - 60,
        from: created,
        to: { at: at(120 + seen), source: 'drs-drill: the first look that found it working' },
        notBefore: {
          at: at(60 + seen),
          source: 'drs-drill: a minute before the newest look that found it not working',
        },
      },
      recoveryPoint: {
        ...NO_CLOCK,
        seconds: 4,
        atLeastSeconds: 4,
        to: { at: at(62), source: 'DRS: lagDuration of the source server, at the first inspection' },
      },
      launch: {
        ...NO_CLOCK,
        seconds: launched,
        atLeastSeconds: launched,
        from: created,
        to: { at: at(120 + launched), source: 'DRS: LAUNCH_END in the job log' },
      },
    },
    stages: {
      snapshotSeconds: 41.25,
      conversionSeconds: launched - 180,
      launchSeconds: 138.75,
      bootSeconds: seen - launched,
    },
    objectives: 'MET',
    evidenceLevel: 'APPLICATION_CHECKED',
    passed: true,
  };
}

/** The same server, proved gone. */
export function goneServer(server: ServerReported): ServerReported {
  return {
    ...server,
    terminationAcceptedAt: at(3910),
    gone: { proof: 'TERMINATED', at: at(4300), volumes: 'both deleted' },
  };
}

const HOSTNAMES = [
  'shop-web-1.example.com',
  'shop-web-2.example.com',
  'shop-db.example.com',
  null,
  'mail',
  'erp-batch-0001.internal.example.com',
];
