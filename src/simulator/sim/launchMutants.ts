import type { Safeguard } from './mutant.ts';

/** So that nothing foreign is replaced, nothing is launched twice, and nothing is called launched that was not. */
export const LAUNCH_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'find-own-launch',
    why: 'A StartRecovery whose reply was lost has launched; before another try the job is searched by owner, tag and servers.',
    edits: [{ file: 'src/flow/perform/perform.ts', find: 'if (job !== undefined)', replace: 'if (job === null)' }],
  },
  {
    name: 'look-before-launch',
    why: 'Between validation and launch somebody else may have launched the server; a launch would delete that instance.',
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
    why: 'A server with a live instance of somebody else is not launched: the launch would delete it.',
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
      // EC2 shows what DRS lists as well.
      {
        file: 'src/flow/strays.ts',
        find: '(isDrill ? [instanceId] : [])',
        replace: '(isDrill === null ? [] : [instanceId])',
      },
    ],
  },
  {
    name: 'waived-was-made',
    why: 'DRS lists a machine that a drill was launched into as a drill instance; a waiver lets only what a job has made be replaced.',
    edits: [
      {
        file: 'src/flow/perform/replaceable.ts',
        find: 'if (waived.length === 0) return [];',
        replace: 'if (waived.length >= 0) return [];',
      },
    ],
  },
  {
    name: 'only-complete-points',
    why: 'A point without timestamp is still being taken; whether DRS launches from it nobody knows.',
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
    why: 'A launch that fell back to the previous snapshot and ended without a word did not fail because of its snapshot.',
    edits: [{ file: 'src/flow/perform/look.ts', find: 'own.slice(Math.max(step, 0))', replace: 'own' }],
  },
  {
    name: 'last-word-of-the-log',
    why: 'Only where the log ends with it does a failure prove that no instance was made: the launch may have got over it.',
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
    why: 'A launch that a performer has taken cannot be taken back; the save says so and the drill decides again.',
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
    why: 'The queue repeats messages; only the performer that takes an act carries it out.',
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
    why: 'DRS calls a job COMPLETED when it is over; each server has its own status.',
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
    why: 'Events come late, twice, or for strangers; only a look decides whether a server has launched.',
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
    why: 'A finished job may name no servers any more; its log still tells what became of them.',
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
    why: 'DRS’s answers lag: what a log lacks counts only when the log shows the job’s end, or long after it.',
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
    why: 'An effect item is only a message: what it asks for is done when it stands open in the record, and as the record says.',
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
    why: 'Nothing is launched before a hard stop exists that comes after it.',
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
    why: 'A closed lever stops every launch, whatever was decided before it was closed.',
    edits: [{ file: 'src/flow/perform/perform.ts', find: "await refuseByLever(ports, site, 'launch');", replace: '' }],
  },
];
