/** Something the product does so that a promise holds, and how its source would look without it. */
export interface Precaution {
  name: string;
  why: string;
  edits: Edit[];
}

/** A place in the source, found once, and what stands there without the precaution. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

/**
 * Each is removed by a patch in the simulator's own build; the product has no switch for it. Where two places guard
 * the same thing, both are taken away. The conditions of a save are patched in the table in memory, which stands for DynamoDB's.
 */
export const PRECAUTIONS: readonly Precaution[] = [
  {
    name: 'find-own-launch',
    why: 'A StartRecovery whose reply was lost has launched; before another try the job is searched by owner, tag and servers.',
    edits: [{ file: 'src/flow/perform.ts', find: 'if (attempt > 1) {', replace: 'if (attempt > 1_000_000) {' }],
  },
  {
    name: 'look-before-launch',
    why: 'Between validation and launch somebody else may have launched the server; a launch would delete that instance.',
    edits: [
      { file: 'src/flow/perform.ts', find: 'if (attempt > 1 || !isFresh) {', replace: 'if (attempt > 1_000_000) {' },
    ],
  },
  {
    name: 'no-foreign-instance',
    why: 'A server with a live instance of somebody else is not launched: the launch would delete it.',
    edits: [
      {
        file: 'src/drill/validate.ts',
        find: 'const real = liveInstances.find((instance) => !instance.isDrill);',
        replace: 'const real = liveInstances.find(() => false);',
      },
      {
        file: 'src/flow/relook.ts',
        find: 'live.find((instance) => !instance.isDrill)',
        replace: 'live.find(() => false)',
      },
    ],
  },
  {
    name: 'taken-launch-counts',
    why: 'A StartRecovery that was taken and not answered counts as launched until a late look finds no job.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: "return acting || drill.launches.some((launch) => launch.state === 'ASKED');",
        replace: 'return acting;',
      },
      {
        file: 'src/drill/launch.ts',
        find: "drill.launches[server.launch]?.state === 'VOID'",
        replace: "['VOID', 'ASKED'].includes(drill.launches[server.launch]?.state ?? '')",
      },
    ],
  },
  {
    name: 'withdraw-only-untaken',
    why: 'A launch that a performer has taken cannot be taken back; the save says so and the drill decides again.',
    edits: [
      {
        file: 'src/simulator/tableRows.ts',
        find: 'if (taken.length > 0) return',
        replace: 'if (taken.length > 1_000_000) return',
      },
    ],
  },
  {
    name: 'taken-once',
    why: 'The queue repeats messages; only the performer that takes an act carries it out.',
    edits: [
      { file: 'src/flow/perform.ts', find: "item.state !== 'ASKED'", replace: "item.state === 'WITHDRAWN'" },
      {
        file: 'src/flow/perform.ts',
        find: 'if (ACTS.has(item.effect.kind) && !(await ports.effects.take(',
        replace: 'if (ACTS.has(item.effect.kind) && (await ports.effects.take(',
      },
      {
        file: 'src/flow/perform.ts',
        find: 'ports.ids.next(), ports.clock.now())))',
        replace: 'ports.ids.next(), ports.clock.now())) === undefined)',
      },
    ],
  },
  {
    name: 'answers-to-open-effects-only',
    why: 'A late answer to an attempt that was given up says nothing about the open one.',
    edits: [
      {
        file: 'src/drill/decide.ts',
        find: "if ('effectId' in input && before.open[input.effectId] === undefined) return NOTHING;",
        replace: '',
      },
    ],
  },
  {
    name: 'two-empty-looks',
    why: 'DRS lists an instance only some while after its launch: one empty look proves nothing, and EC2 is asked as well.',
    edits: [
      {
        file: 'src/drill/terminate.ts',
        find: 'if (firstAt !== undefined && step.at > firstAt && step.at >= settlesAt) {',
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
        find: 'const settlesAt = (launch.endedAt ?? step.at)',
        replace: 'const settlesAt = (launch.endedAt ?? 0)',
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
    name: 'completed-is-not-success',
    why: 'DRS calls a job COMPLETED when it is over; each server has its own status.',
    edits: [
      {
        file: 'src/drill/launch.ts',
        find: "if (seen?.launchStatus === 'LAUNCHED' || seen?.launchStatus === 'TERMINATED') {",
        replace: 'if (seen !== undefined && over) {',
      },
    ],
  },
  {
    name: 'events-only-wake',
    why: 'Events come late, twice, or for strangers; only a look decides whether a server has launched.',
    edits: [
      {
        file: 'src/drill/launch.ts',
        find: "record(step, { type: 'ServerReported', sourceServerId });",
        replace:
          "record(step, { type: 'ServerLaunched', sourceServerId, launchedAt: null, instanceId: null, usedPreviousSnapshot: false, steps: {} });",
      },
    ],
  },
  {
    name: 'silent-jobs',
    why: 'A finished job may name no servers any more; its log still tells what became of them.',
    edits: [
      {
        file: 'src/flow/look.ts',
        find: "return job.status === 'COMPLETED' && job.servers.length === 0;",
        replace: 'return job.servers.length < 0;',
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
        find: 'if (isUnheard(step, server)) record(',
        replace: 'if (isUnheard(step, server) && step.at < 0) record(',
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
    name: 'lose-patience',
    why: 'A performer that died never answers; its effect is asked again.',
    edits: [{ file: 'src/drill/decide.ts', find: '  losePatience(step);', replace: '' }],
  },
  {
    name: 'sweep',
    why: 'Events, schedules and messages get lost; the sweep wakes what is overdue.',
    edits: [
      {
        file: 'src/flow/sweep.ts',
        find: 'for (const drillId of overdue) {',
        replace: 'for (const drillId of overdue.slice(overdue.length)) {',
      },
    ],
  },
  {
    name: 'hard-stop-first',
    why: 'Nothing is launched before a hard stop exists that comes after it.',
    edits: [
      {
        file: 'src/drill/launch.ts',
        find: 'if ((step.drill.hardStop?.at ?? 0) >= until) return true;',
        replace: 'if (step.at >= 0) return true;',
      },
    ],
  },
  {
    name: 'hard-stop',
    why: 'What must catch a fall may not stand on what fell: the hard stop cleans even when the drill cannot be read or moved.',
    edits: [
      { file: 'src/flow/guard.ts', find: 'if (await hasLaterStop(ports, stop)) return;', replace: 'return;' },
      { file: 'src/drill/decide.ts', find: 'return hardStop(step, input.n);', replace: 'return undefined;' },
    ],
  },
  {
    name: 'guard-sweep',
    why: 'A hard stop may get lost as well; the guard looks at the site itself.',
    edits: [
      {
        file: 'src/flow/guard.ts',
        find: 'if (await isPastDue(ports, drillId))',
        replace: 'if (drillId === undefined)',
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
    name: 'version-condition',
    why: 'Two functions that advance a drill at once must not both save on what they read.',
    edits: [{ file: 'src/simulator/tableRows.ts', find: 'row?.version !== save.readVersion || ', replace: '' }],
  },
  {
    name: 'site-version',
    why: 'Two drills that ask for the same server at once must not both get it.',
    edits: [
      {
        file: 'src/simulator/tableRows.ts',
        find: 'if (save.site !== undefined && save.site.readVersion !== siteVersion) return',
        replace: 'if (save.site !== undefined && siteVersion < 0) return',
      },
    ],
  },
  {
    name: 'claims',
    why: 'A server belongs to one open drill at a time.',
    edits: [
      {
        file: 'src/drill/site.ts',
        find: 'if (otherId === drillId) continue;',
        replace: 'if (otherId !== null) continue;',
      },
    ],
  },
  {
    name: 'turns',
    why: 'The quotas are shared; a drill starts when what it needs fits beside what others have reserved.',
    edits: [
      {
        file: 'src/drill/site.ts',
        find: 'return jobs <= limits.jobsMax && servers <= limits.serversInJobsMax;',
        replace: 'return jobs + servers + limits.jobsMax > 0;',
      },
    ],
  },
  {
    name: 'extension-needs-hard-stop',
    why: 'An extension is in force only when a hard stop behind it is.',
    edits: [
      {
        file: 'src/drill/hold.ts',
        find: "if (hardStopCovers(step, until)) record(step, { type: 'HoldExtended', until });",
        replace: "hardStopCovers(step, until);\n  if (until > 0) record(step, { type: 'HoldExtended', until });",
      },
    ],
  },
  {
    name: 'pause-after-failure',
    why: 'What fails is asked again after a pause that doubles, or not at all in time: a service in trouble is left alone.',
    edits: [
      {
        file: 'src/drill/step.ts',
        find: 'step.at + Math.max(pause, hintSeconds) * SECOND_MS',
        replace: 'step.at + Math.min(pause, hintSeconds, 0) * SECOND_MS',
      },
    ],
  },
  {
    name: 'lever',
    why: 'A closed lever stops every launch, whatever was decided before it was closed.',
    edits: [{ file: 'src/flow/perform.ts', find: "await refuseByLever(ports, site, 'launch');", replace: '' }],
  },
  {
    name: 'frozen',
    why: 'A frozen site stops every termination, the hard stop and the guard included.',
    edits: [
      { file: 'src/flow/prove.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
      { file: 'src/flow/guard.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
    ],
  },
  {
    name: 'drill-networks',
    why: 'A drill instance in a production network answers for production.',
    edits: [
      {
        file: 'src/drill/validate.ts',
        find: 'outsideNetworks(network, drillNetworks),',
        replace: 'outsideNetworks(network, drillNetworks) && null,',
      },
    ],
  },
  {
    name: 'deny-tag',
    why: 'A source server that its owners tagged is never drilled.',
    edits: [
      { file: 'src/drill/validate.ts', find: "tags[DENY_TAG] === 'deny' ?", replace: "tags[DENY_TAG] === 'never' ?" },
    ],
  },
];
