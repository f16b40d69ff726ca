import type { Precaution } from './precautions.ts';

/** So that nothing of ours is left, and nothing of others is terminated. */
export const CLEANING_PRECAUTIONS: readonly Precaution[] = [
  {
    name: 'two-empty-looks',
    why: 'DRS lists an instance only some while after its launch: one empty look proves nothing, and EC2 is asked as well.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: 'if (firstAt !== undefined && step.at >= settlesAt) {',
        replace: 'if (settlesAt > 0) {',
      },
      { file: 'src/flow/leftovers.ts', find: '[...byDrs, ...byTag].find(', replace: 'byDrs.find(' },
    ],
  },
  {
    name: 'empty-only-after-the-job',
    why: 'While a job runs its instances do not exist yet; only looks after its end count as empty.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: "if (launch?.state !== 'OVER') return;",
        replace: 'if (launch === undefined) return;',
      },
      {
        file: 'src/drill/terminate.ts',
        find: 'Math.max(launch.endedAt ?? step.at, firstAt ?? step.at) + pause',
        replace: 'Math.max(launch.endedAt ?? 0, firstAt ?? 0)',
      },
      {
        file: 'src/drill/terminate.ts',
        find: 'const unresolved = unresolvedLaunches(step.drill);',
        replace: 'const unresolved = new Set<number>();',
      },
    ],
  },
  {
    name: 'failed-may-have-an-instance',
    why: 'A launch that failed may have made an instance all the same; only the log can say that none was made.',
    edits: [
      {
        file: 'src/drill/launch.ts',
        find: 'const neverExisted = over && seen?.neverExisted === true && instanceId === null;',
        replace: 'const neverExisted = over;',
      },
    ],
  },
  {
    name: 'unlisted-is-not-gone',
    why: 'An instance that DRS does not list may live in EC2: it is asked for again until EC2 calls it gone.',
    edits: [
      {
        file: 'src/flow/prove.ts',
        find: 'if (!living.has(server.instanceId)) gone.push(server.sourceServerId);',
        replace: 'gone.push(server.sourceServerId);',
      },
    ],
  },
  {
    name: 'ask-again-to-terminate',
    why: 'A termination that DRS accepted may fail; when nothing shows for a while it is asked for again.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: 'if (isUnheard(step, server, state)) record(',
        replace: 'if (isUnheard(step, server, state) && step.at < 0) record(',
      },
    ],
  },
  {
    name: 'volumes-too',
    why: 'A terminated instance may leave its volumes for a moment, or for good; CLEAN means that they are gone too.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: 'volumesLeft !== null && volumesLeft.length > 0',
        replace: 'volumesLeft !== null && volumesLeft.length > 1_000',
      },
    ],
  },
  {
    name: 'hard-stop',
    why: 'What must catch a fall may not stand on what fell: the hard stop cleans even when the drill cannot be read or moved.',
    edits: [
      { file: 'src/flow/guard.ts', find: 'if (await standsDown(ports, stop)) return;', replace: 'return;' },
      { file: 'src/drill/decide.ts', find: 'return hardStop(step, input.n);', replace: 'return undefined;' },
    ],
  },
  {
    name: 'guard-sweep',
    why: 'A hard stop may get lost as well; the guard looks at the site itself.',
    edits: [
      {
        file: 'src/flow/guard.ts',
        find: 'if (await isPastDue(ports, drillId, own))',
        replace: 'if (own.length === 0)',
      },
    ],
  },
  {
    name: 'owner-proof',
    why: 'Another deployment in the same account drills the same servers; only what carries our owner tag is ours.',
    edits: [
      {
        file: 'src/flow/prove.ts',
        find: "if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)",
        replace: "if (job.tags['DrillId'] !== drillId)",
      },
      { file: 'src/flow/guard.ts', find: "job.tags['DrillOwner'] === owner && ", replace: '' },
    ],
  },
  {
    name: 'drill-proof',
    why: 'A real recovery may carry copied tags; only what DRS calls a drill, of a job that started drills, is terminated.',
    edits: [
      {
        file: 'src/flow/prove.ts',
        find: "if (!instance.isDrill) return 'DRS does not call it a drill instance';",
        replace: '',
      },
      {
        file: 'src/flow/prove.ts',
        find: "if (job.initiatedBy !== 'START_DRILL') return",
        replace: "if (job.initiatedBy === '') return",
      },
      { file: 'src/flow/guard.ts', find: " && job.initiatedBy === 'START_DRILL'", replace: '' },
    ],
  },
  {
    name: 'job-proof',
    why: 'A server may have had another instance since; only the one that this launch made is this drill’s.',
    edits: [
      {
        file: 'src/flow/leftovers.ts',
        find: 'one.sourceServerId === sourceServerId && one.jobId === jobId);',
        replace: 'one.sourceServerId === sourceServerId);',
      },
      {
        file: 'src/flow/prove.ts',
        find: 'if (instance.sourceServerId !== recorded.sourceServerId || instance.jobId !== recorded.jobId) {',
        replace: "if (recorded.jobId === 'none') {",
      },
      {
        file: 'src/flow/prove.ts',
        find: "if (!instance.isDrill) return 'DRS does not call it a drill instance';",
        replace: '',
      },
      {
        file: 'src/flow/prove.ts',
        find: "if (job.initiatedBy !== 'START_DRILL') return",
        replace: "if (job.initiatedBy === '') return",
      },
      {
        file: 'src/flow/prove.ts',
        find: "if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)",
        replace: "if (drillId === '')",
      },
    ],
  },
  {
    name: 'frozen',
    why: 'A frozen site stops every termination, the hard stop and the guard included.',
    edits: [
      { file: 'src/flow/prove.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
      { file: 'src/flow/guard.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
    ],
  },
];
