import type { Safeguard } from './mutant.ts';

/** Only instances proved to be ours are terminated, and ours can be proved. */
export const PROOF_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'owner-proof',
    why: 'Another deployment in the same account drills the same servers. Only what carries our owner tag is ours.',
    edits: [
      {
        file: 'src/flow/perform/proofs.ts',
        find: "if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)",
        replace: "if (job.tags['DrillId'] !== drillId)",
      },
      { file: 'src/flow/guard.ts', find: "job.tags['DrillOwner'] === owner && ", replace: '' },
    ],
  },
  {
    name: 'drill-proof',
    why: 'A real recovery may carry copied tags. Only drill instances of jobs that started drills are terminated.',
    edits: [
      {
        file: 'src/flow/perform/proofs.ts',
        find: "return instance.isDrill ? null : 'DRS does not list it as a drill instance';",
        replace: 'return null;',
      },
      {
        file: 'src/flow/perform/proofs.ts',
        find: "if (job.initiatedBy !== 'START_DRILL') return",
        replace: "if (job.initiatedBy === '') return",
      },
      { file: 'src/flow/guard.ts', find: " && job.initiatedBy === 'START_DRILL'", replace: '' },
    ],
  },
  {
    name: 'job-proof',
    why: 'A server may have had another instance since. Only the instance that this launch made is this drill’s.',
    edits: [
      {
        file: 'src/flow/perform/attribution.ts',
        find: '(one.jobId ?? jobId) === jobId &&',
        replace: '',
      },
      {
        file: 'src/flow/perform/proofs.ts',
        find: 'if (instance.sourceServerId !== sourceServerId || instance.jobId !== own.jobId) {',
        replace: "if (own.jobId === 'none') {",
      },
      {
        file: 'src/flow/perform/proofs.ts',
        find: "return instance.isDrill ? null : 'DRS does not list it as a drill instance';",
        replace: 'return null;',
      },
      {
        file: 'src/flow/perform/proofs.ts',
        find: "if (job.initiatedBy !== 'START_DRILL') return",
        replace: "if (job.initiatedBy === '') return",
      },
      {
        file: 'src/flow/perform/proofs.ts',
        find: "if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)",
        replace: "if (drillId === '')",
      },
    ],
  },
  {
    name: 'made-by-the-job',
    why: 'A launch may go into an existing machine. DRS lists it as a drill instance. Termination would delete it.',
    edits: [
      {
        file: 'src/flow/perform/proofs.ts',
        find: "return ec2.attachedAt > createdAt ? null : 'it is older than the job that should have made it';",
        replace: 'return null;',
      },
    ],
  },
  {
    name: 'prove-again',
    why: 'A proof may be missing because a read lagged or lacked a member. It is looked for again after a while.',
    edits: [
      {
        file: 'src/drill/cleaning/terminable.ts',
        find: 'return unproven === undefined || at >= unprovenAt + TERMINATION_TIMEOUT_SECONDS * SECOND_MS;',
        replace: 'return unproven === undefined || at < unprovenAt;',
      },
    ],
  },
  {
    name: 'recorded-job-is-ours',
    why: 'An ended job may be deleted. The record still names it, and its instances must be terminated.',
    edits: [
      {
        file: 'src/flow/perform/proofs.ts',
        find: '(own.isRecorded ? null : missingOfJob(job, owner, own.drillId)) ??',
        replace: 'missingOfJob(job, owner, own.drillId) ??',
      },
      {
        file: 'src/flow/perform/prove.ts',
        find: 'const jobIds = [...ids].filter((id) => (recorded.get(id)?.createdAt ?? null) === null);',
        replace: 'const jobIds = [...ids].filter((id) => id !== recorded.get(id)?.drillId);',
      },
    ],
  },
];
