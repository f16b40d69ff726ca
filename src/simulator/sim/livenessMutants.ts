import type { Safeguard } from './mutant.ts';

/** Every drill makes progress, and drills that share a site do not block each other. */
export const LIVENESS_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'answers-to-open-effects-only',
    why: 'A late result of an abandoned attempt says nothing about the open one.',
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
    why: 'A performer that died never reports a result. Its effect is requested again.',
    edits: [{ file: 'src/drill/decide.ts', find: '  expireOverdueEffects(step);', replace: '' }],
  },
  {
    name: 'signals',
    why: 'A launch is a drill’s only if the event says so. An event that does not say so may report a real recovery.',
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
    why: 'A repeated pagination token makes an endless loop, in which every function times out, even the guard.',
    edits: [
      { file: 'src/aws/calls.ts', find: 'if (tokens.has(nextToken)) throw', replace: 'if (tokens.size < 0) throw' },
    ],
  },
  {
    name: 'sweep',
    why: 'Events, schedules and messages get lost. The sweep wakes overdue drills.',
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
    why: 'Two functions that advance a drill concurrently must not both save. This is optimistic locking.',
    edits: [{ file: 'src/simulator/memory/memoryRows.ts', find: 'row?.version !== save.readVersion || ', replace: '' }],
  },
  {
    name: 'site-version',
    why: 'Two drills that request the same server concurrently must not both get it.',
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
    why: 'The quotas are shared. A drill starts when its need fits within the quotas, next to the existing reservations.',
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
    why: 'An extension takes effect only once a later hard stop is scheduled.',
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
    why: 'Failed calls are retried with exponential backoff, or not at all: a struggling service is left alone.',
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
    why: 'An expired signature is refused like a missing permission. It is transient: a new signature succeeds.',
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
    why: 'A job may run for hours after its last server, and DRS limits the rate of calls.',
    edits: [
      {
        file: 'src/drill/launching/followLaunches.ts',
        find: 'lateSeconds / 10, LAUNCH_SETTLE_SECONDS',
        replace: 'LAUNCH_SETTLE_SECONDS',
      },
    ],
  },
];
