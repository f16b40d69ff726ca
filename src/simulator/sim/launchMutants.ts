import type { Safeguard } from './mutant.ts';

/** No third-party instance is replaced, nothing is launched twice, and nothing is reported launched that was not. */
export const LAUNCH_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'find-own-launch',
    why: 'A StartRecovery with a lost reply did launch. Before a retry the job is searched by owner, tag and servers.',
    edits: [{ file: 'src/flow/perform/perform.ts', find: 'if (job !== undefined)', replace: 'if (job === null)' }],
  },
  {
    name: 'look-before-launch',
    why: 'A third party may launch the server between validation and launch. Our launch would delete that instance.',
    edits: [
      {
        file: 'src/flow/perform/perform.ts',
        find: 'if (refused.length > 0) return',
        replace: 'if (refused.length > 1_000_000) return',
      },
    ],
  },
  {
    name: 'no-foreign-instance',
    why: 'A server with a live third-party instance is not launched: the launch would delete that instance.',
    edits: [
      {
        file: 'src/drill/preflight.ts',
        find: 'const real = liveInstances.find((instance) => !instance.isDrill);',
        replace: 'const real = liveInstances.find(() => false);',
      },
      {
        file: 'src/flow/perform/recheckBeforeLaunch.ts',
        find: 'live.find((instance) => !instance.isDrill)',
        replace: 'live.find(() => false)',
      },
      // EC2 shows the instances that DRS lists, too.
      {
        file: 'src/flow/strays.ts',
        find: '(isDrill ? [instanceId] : [])',
        replace: '(isDrill === null ? [] : [instanceId])',
      },
      // The launch of a real recovery names its instance, too.
      {
        file: 'src/flow/standingRecoveries.ts',
        find: '({ lastLaunch: { type } }) => type !== null',
        replace: "({ lastLaunch: { type } }) => type === 'NEVER'",
      },
    ],
  },
  {
    name: 'only-complete-points',
    why: 'A snapshot without a timestamp is unfinished. Whether DRS can launch from it is unknown.',
    edits: [
      {
        file: 'src/aws/drsWords.ts',
        find: 'const points = items.flatMap(({ snapshotID, timestamp }) => {',
        replace: 'const points = items.flatMap(({ snapshotID, expectedTimestamp: timestamp }) => {',
      },
    ],
  },
  {
    name: 'got-over-is-no-reason',
    why: 'A launch that used the previous snapshot and then failed silently did not fail because of its snapshot.',
    edits: [{ file: 'src/flow/perform/look.ts', find: 'own.slice(Math.max(step, 0))', replace: 'own' }],
  },
  {
    name: 'last-word-of-the-log',
    why: 'A failed step proves that no instance was made only as the last line. The launch may have continued.',
    edits: [
      {
        file: 'src/flow/perform/look.ts',
        find: "ENDS_BEFORE_LAUNCH.includes(own.at(-1)?.event ?? '')",
        replace: 'own.some(({ event }) => ENDS_BEFORE_LAUNCH.includes(event))',
      },
    ],
  },
  {
    name: 'taken-launch-counts',
    why: 'A StartRecovery that was taken and not answered counts as launched until a late look finds no job.',
    edits: [
      {
        file: 'src/drill/cleaning/owed.ts',
        find: "drill.seeksJobs === true || drill.launches.some((launch) => launch.state === 'REQUESTED');",
        replace: 'drill.seeksJobs === true;',
      },
      {
        file: 'src/drill/neverLaunched.ts',
        find: "drill.launches[server.launch]?.state === 'VOID'",
        replace: "['VOID', 'REQUESTED'].includes(drill.launches[server.launch]?.state ?? '')",
      },
    ],
  },
  {
    name: 'withdraw-only-untaken',
    why: 'A launch that a performer has taken cannot be withdrawn. The save reports this, and the drill decides again.',
    edits: [
      {
        file: 'src/simulator/memory/memoryRows.ts',
        find: 'if (taken.length > 0) return',
        replace: 'if (taken.length > 1_000_000) return',
      },
    ],
  },
  {
    name: 'taken-once',
    why: 'The queue delivers at least once. Only the performer that takes an act carries it out.',
    edits: [
      { file: 'src/flow/perform/perform.ts', find: "state !== 'REQUESTED'", replace: "state === 'WITHDRAWN'" },
      {
        file: 'src/flow/perform/perform.ts',
        find: 'if (ACTS.has(item.effect.kind) && !(await ports.effects.take(',
        replace: 'if (ACTS.has(item.effect.kind) && (await ports.effects.take(',
      },
      {
        file: 'src/flow/perform/perform.ts',
        find: 'ports.ids.next(), ports.clock.now())))',
        replace: 'ports.ids.next(), ports.clock.now())) === undefined)',
      },
    ],
  },
  {
    name: 'completed-is-not-success',
    why: 'A COMPLETED job has ended, whether or not its launches succeeded. Each server has its own status.',
    edits: [
      {
        file: 'src/drill/launching/serverSeen.ts',
        find: "const isLaunched = launchStatus === 'LAUNCHED' ||",
        replace: 'const isLaunched = (seen !== undefined && completed) ||',
      },
    ],
  },
  {
    name: 'events-only-wake',
    why: 'Events arrive late, twice, or for third parties. Only a look decides whether a server has launched.',
    edits: [
      {
        file: 'src/drill/launching/followLaunches.ts',
        find: "record(step, { type: 'ServerReported', sourceServerId, receivedAt, ...word });",
        replace:
          "record(step, { type: 'ServerLaunched', sourceServerId, launchedAt: null, instanceId: null, usedPreviousSnapshot: false, steps: {} });",
      },
    ],
  },
  {
    name: 'silent-jobs',
    why: 'A completed job may no longer name its servers. Its log still shows their results.',
    edits: [
      {
        file: 'src/flow/jobs.ts',
        find: 'return job.servers.length === 0 || job.hidesServers === true;',
        replace: 'return job.servers.length < 0;',
      },
    ],
  },
  {
    name: 'complete-log',
    why: 'DRS is eventually consistent. A missing log line counts only once the job’s end shows, or long after it.',
    edits: [
      {
        file: 'src/flow/perform/look.ts',
        find: "const logEnded = log.some((item) => item.event === 'JOB_END');",
        replace: 'const logEnded = log.length >= 0;',
      },
    ],
  },
  {
    name: 'effect-open-in-drill',
    why: 'An effect item is only a message. Its act is carried out only as the record holds it, and only while open.',
    edits: [
      {
        file: 'src/flow/perform/rightful.ts',
        find: "if (effect.kind === 'Wake') return item;",
        replace: 'if (effect.kind.length > 0) return item;',
      },
    ],
  },
  {
    name: 'hard-stop-first',
    why: 'Nothing is launched until a later hard stop is scheduled.',
    edits: [
      {
        file: 'src/drill/phases/hardStop.ts',
        find: 'if ((step.drill.hardStop?.at ?? 0) >= until) return true;',
        replace: 'if (step.at >= 0) return true;',
      },
    ],
  },
  {
    name: 'lever',
    why: 'A closed lever stops every launch, even one that was decided before it closed.',
    edits: [{ file: 'src/flow/perform/perform.ts', find: "await refuseByLever(ports, site, 'launch');", replace: '' }],
  },
];
