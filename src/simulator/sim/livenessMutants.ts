import type { Safeguard } from './mutant.ts';

/** So that every drill goes on, and drills that share a site do not get in each other’s way. */
export const LIVENESS_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'answers-to-open-effects-only',
    why: 'A late answer to an attempt that was given up says nothing about the open one.',
    edits: [
      {
        file: 'src/drill/decide.ts',
        find: "if ('effectId' in input && draft.open[input.effectId] === undefined) return NOTHING;",
        replace: '',
      },
    ],
  },
  {
    name: 'lose-patience',
    why: 'A performer that died never answers; its effect is asked again.',
    edits: [{ file: 'src/drill/decide.ts', find: '  expireOverdueEffects(step);', replace: '' }],
  },
  {
    name: 'signals',
    why: 'Only a word that says so makes a launch a drill’s; an event that does not say it may tell of a real recovery.',
    edits: [
      {
        file: 'src/flow/signals.ts',
        find: "if (drillWord.toUpperCase() !== 'TRUE') await",
        replace: "if (drillWord === 'FALSE') await",
      },
    ],
  },
  {
    name: 'token-seen-before',
    why: 'A page token that comes again leads round for ever, and a function that follows it dies of it, the guard included.',
    edits: [
      { file: 'src/aws/calls.ts', find: 'if (tokens.has(nextToken)) throw', replace: 'if (tokens.size < 0) throw' },
    ],
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
    name: 'version-condition',
    why: 'Two functions that advance a drill at once must not both save on what they read.',
    edits: [{ file: 'src/simulator/memory/memoryRows.ts', find: 'row?.version !== save.readVersion || ', replace: '' }],
  },
  {
    name: 'site-version',
    why: 'Two drills that ask for the same server at once must not both get it.',
    edits: [
      {
        file: 'src/simulator/memory/memoryRows.ts',
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
        find: 'return fitsBeside({ jobs, servers }, need, limits);',
        replace: 'return jobs + servers + need.jobs + limits.jobsMax > 0;',
      },
    ],
  },
  {
    name: 'extension-needs-hard-stop',
    why: 'An extension is in force only when a hard stop behind it is.',
    edits: [
      {
        file: 'src/drill/phases/hold.ts',
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
    name: 'passing-refusals',
    why: 'A signature that expired on its way is refused like a missing right, and is none: whoever signs again is heard.',
    edits: [
      {
        file: 'src/aws/errorNames.ts',
        find: 'return KINDS.get(name) ??',
        replace: "return (KINDS.get(name) === 'UNAVAILABLE' ? undefined : KINDS.get(name)) ??",
      },
    ],
  },
  {
    name: 'settled-job-less-often',
    why: 'A job may go on for hours after its last server, and DRS allows so many calls.',
    edits: [
      {
        file: 'src/drill/launching/followLaunches.ts',
        find: 'lateSeconds / 10, LAUNCH_SETTLE_SECONDS',
        replace: 'LAUNCH_SETTLE_SECONDS',
      },
    ],
  },
];
