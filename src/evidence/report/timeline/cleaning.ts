import { by, type Sentences } from './moment.ts';

/** The cleanup, and what held it up. */
export const CLEANING: Sentences = {
  CleaningFrozen: ({ because }) => ({ what: `The lever forbids terminations: ${because}` }),
  TerminationAccepted: ({ jobId, sourceServerIds }) => ({
    what: `{servers}: DRS accepted the termination${jobId === null ? '' : ` (job ${jobId})`}.`,
    brief: '{servers}: DRS accepted the termination.',
    sourceServerIds,
  }),
  TerminationUnconfirmed: ({ sourceServerIds }) => ({
    what: '{servers}: the accepted termination showed no effect, and is requested again.',
    sourceServerIds,
  }),
  GuardTerminated: ({ jobId, instanceIds }) => ({
    what: `The guard terminated ${instanceIds.join(', ')} (job ${jobId}).`,
    brief: 'The guard terminated instances.',
  }),
  ProofMissing: ({ sourceServerId, missing }) => ({
    what: `{servers}: not proved to be of this drill, and not terminated: ${missing}`,
    brief: '{servers}: not proved to be of this drill, and not terminated.',
    sourceServerIds: [sourceServerId],
  }),
  LeftStanding: ({ sourceServerId, standing }) => ({
    what: `{servers}: this still exists: ${standing}`,
    brief: '{servers}: something still exists.',
    sourceServerIds: [sourceServerId],
  }),
  LeakReported: ({ sourceServerIds }) => ({ what: '{servers}: reported as leaked.', sourceServerIds }),
  LeakAcknowledged: (fact) => ({
    what: `{servers}: ${fact.by} took responsibility for what is left. ${fact.reason}`,
    sourceServerIds: fact.sourceServerIds,
  }),
  ServerGone: ({ sourceServerId, proof }) => ({
    what: `{servers}: proved gone (${proof}).`,
    sourceServerIds: [sourceServerId],
  }),
  RecoveryReported: ({ jobId }) => ({
    what: `Job ${jobId} was reported as a real recovery.`,
    brief: 'Jobs were reported as real recoveries.',
  }),
  YieldedTo: ({ jobId }) => ({ what: `Real recovery ${jobId} takes precedence.` }),
  RecoveryReleased: ({ jobId, released }) => ({
    what: released
      ? `An operator released real recovery ${jobId}: it holds up only the servers that it names.`
      : `Real recovery ${jobId} is not released any more.`,
  }),
  RecoveryCompleted: ({ jobId, endedAt }) => ({
    what: endedAt === undefined ? `Job ${jobId} was no real recovery.` : `Real recovery ${jobId} ended.`,
    brief: endedAt === undefined ? 'Jobs were no real recoveries.' : 'Real recoveries ended.',
    ...by('DRS', endedAt),
  }),
};
