import { counted } from '../../../drill/counted.ts';
import { time } from '../../time.ts';
import { by, type Sentences } from './moment.ts';

/** From the first launch to the hold. */
export const LAUNCHING: Sentences = {
  WavePaused: ({ wave, until }) => ({ what: `Wave ${wave + 1} waits until ${time(until)}.` }),
  WaveBegan: ({ wave }) => ({ what: `The launch of wave ${wave + 1} began.` }),
  LaunchUnanswered: ({ launch }) => ({
    what: `The answer to the request of launch ${launch + 1} was lost.`,
    brief: 'The answer to the request of a launch was lost.',
  }),
  LaunchDeferred: ({ launch, reason }) => ({
    what: `Launch ${launch + 1} was put off: ${reason}`,
    brief: 'Launches were put off.',
  }),
  LaunchVoid: ({ launch, reason }) => ({
    what: `Launch ${launch + 1} started nothing: ${reason}`,
    brief: 'Launches started nothing.',
  }),
  LaunchStarted: ({ launch, jobId, createdAt, found }, { servers }) => ({
    what: `Job ${jobId} ${found ? 'was found' : 'began'} for {servers}.`,
    brief: 'Jobs began for {servers}.',
    sourceServerIds: Object.entries(servers).flatMap(([id, one]) => (one.launch === launch ? [id] : [])),
    ...by('DRS', createdAt),
  }),
  LaunchMissed: ({ launch, missing }, { launches }) => ({
    what: `DRS ${missing ? 'does not list' : 'lists again'} job ${launches[launch]?.jobId}.`,
    brief: `DRS ${missing ? 'does not list' : 'lists again'} a job.`,
  }),
  LaunchLost: ({ launch }, { launches }) => ({ what: `Job ${launches[launch]?.jobId} counts as lost.` }),
  LaunchCompleted: ({ launch, endedAt }, { launches }) => ({
    what: `Job ${launches[launch]?.jobId} ended.`,
    brief: 'Jobs ended.',
    ...by('DRS', endedAt),
  }),
  ServerLaunched: ({ sourceServerId, launchedAt, usedPreviousSnapshot }) => ({
    what: `{servers}: launched${usedPreviousSnapshot ? ' from the snapshot before' : ''}.`,
    sourceServerIds: [sourceServerId],
    ...by('DRS', launchedAt),
  }),
  ServerFailed: ({ sourceServerId, error }) => ({
    what: `{servers}: not launched. ${error}`,
    brief: '{servers}: not launched.',
    sourceServerIds: [sourceServerId],
  }),
  WaveLaunched: ({ wave, launched, failed }) => ({
    what: `Wave ${wave + 1}: ${counted(launched, 'server')} launched, ${failed} failed.`,
  }),
  ServerVerified: ({ sourceServerId, verified }) => ({
    what:
      verified === 'STOPPED_AS_CONFIGURED'
        ? '{servers}: seen stopped, as configured.'
        : '{servers}: seen working, by both EC2 status checks.',
    sourceServerIds: [sourceServerId],
  }),
  ServerVerificationFailed: ({ sourceServerId, reason }) => ({
    what: `{servers}: the verification failed. ${reason}`,
    brief: '{servers}: the verification failed.',
    sourceServerIds: [sourceServerId],
  }),
};
