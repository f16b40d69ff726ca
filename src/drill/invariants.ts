import { SERVERS_PER_DRILL_MAX } from './bounds.ts';
import type { Drill, Server } from './drill.ts';
import { isDone } from './launching/launchActions.ts';
import { hasLaunchedNothing, wasNeverLaunched } from './neverLaunched.ts';

/** A sentence that must hold for every drill at every moment, with the check that asks it. */
type Invariant = [violation: string, holds: (drill: Drill) => boolean];

/** The sentences that do not hold for this drill. Asked before every save, in production as in simulation. */
export function violatedInvariants(drill: Drill): string[] {
  const violations: string[] = [];
  for (const [violation, holds] of INVARIANTS) if (!holds(drill)) violations.push(violation);
  return violations;
}

/** What must hold between a drill and what it becomes in one step. */
export function violatedByStep(before: Drill | undefined, after: Drill): string[] {
  if (before === undefined) return [];
  const violations: string[] = [];
  if (after.at < before.at) violations.push('time never runs backwards in a drill');
  if (before.phase === 'ENDED') violations.push('a drill that has ended does not change');
  if (before.outcome !== undefined && after.outcome !== before.outcome) violations.push('the first outcome stands');
  for (const id in before.servers) {
    const gone = before.servers[id]?.gone;
    if (gone !== undefined && after.servers[id]?.gone !== gone)
      violations.push(`what is proved gone stays gone (${id})`);
  }
  return violations;
}

const INVARIANTS: Invariant[] = [
  ['an ended drill has an outcome', (drill) => !ended(drill) || drill.outcome !== undefined],
  ['a drill ends only CLEAN, NOT_NEEDED, or with an acknowledged leak', (drill) => !ended(drill) || isSettled(drill)],
  ['an ended drill asks for nothing any more', (drill) => !ended(drill) || Object.keys(drill.open).length === 0],
  ['an ended drill holds no claim and no quota', (drill) => !ended(drill) || (!drill.claimed && !drill.reserved)],
  [
    'a CLEAN drill has proof for every server that was asked to launch',
    (drill) => drill.cleanup !== 'CLEAN' || requested(drill).every(isGone),
  ],
  [
    'a drill that launched something is not NOT_NEEDED',
    (drill) => drill.cleanup !== 'NOT_NEEDED' || requested(drill).length === 0,
  ],
  ['a PASSED drill is CLEAN', (drill) => drill.outcome !== 'PASSED' || drill.cleanup === 'CLEAN'],
  [
    'a PASSED drill has launched and verified every server',
    (drill) => drill.outcome !== 'PASSED' || all(drill).every(works),
  ],
  [
    'a PASSED drill has seen every server up when its hold ended',
    (drill) => drill.outcome !== 'PASSED' || all(drill).every(({ held }) => held === true),
  ],
  [
    'of a PASSED drill every post-launch action that must not fail has succeeded',
    (drill) => drill.outcome !== 'PASSED' || all(drill).every(isDone),
  ],
  [
    'a wave launches only after the wave before it',
    (drill) => drill.waves.every((wave, index) => isInOrder(drill, index, wave.state)),
  ],
  [
    'nothing is asked to launch without a hard stop',
    (drill) => hasRequestedNothing(drill) || drill.hardStop !== undefined,
  ],
  [
    'nothing is launched before it is validated',
    (drill) => hasRequestedNothing(drill) || drill.uninspected.length === 0,
  ],
  [
    'nothing is launched when a check has failed',
    (drill) => hasRequestedNothing(drill) || hasLaunchedNothing(drill) || drill.failedCheckCount === 0,
  ],
  [
    'the hold ends before its hard stop',
    (drill) => drill.holdUntil === undefined || drill.holdUntil <= (drill.hardStop?.at ?? 0),
  ],
  [
    'a started launch has a job',
    (drill) => drill.launches.every((one) => !['STARTED', 'COMPLETED'].includes(one.state) || one.jobId !== undefined),
  ],
  ['no job belongs to two launches', (drill) => isUnique(drill.launches.flatMap((launch) => launch.jobId ?? []))],
  ['at most one effect is open for a thing', (drill) => isUnique(Object.values(drill.open).map((open) => open.key))],
  [
    'no launch is asked for once cleaning has begun',
    (drill) => drill.phase !== 'TERMINATING' || !drill.launches.some((one) => one.state === 'PLANNED'),
  ],
  [
    'a drill of a restored table launches nothing',
    (drill) => drill.restored === undefined || drill.phase === 'TERMINATING' || ended(drill),
  ],
  ['a drill is bounded', (drill) => all(drill).length <= SERVERS_PER_DRILL_MAX],
];

/** The launches of a restored record may have been found in AWS; in the time that was lost more was known of them. */
function hasRequestedNothing(drill: Drill): boolean {
  return drill.launches.length === 0 || drill.restored !== undefined;
}

function ended(drill: Drill): boolean {
  return drill.phase === 'ENDED';
}

function isSettled(drill: Drill): boolean {
  const acknowledged = all(drill).some((server) => server.gone === 'ACKNOWLEDGED');
  return acknowledged ? drill.cleanup === 'LEAKED' : ['CLEAN', 'NOT_NEEDED'].includes(drill.cleanup);
}

function all(drill: Drill): Server[] {
  return Object.values(drill.servers);
}

function requested(drill: Drill): Server[] {
  return all(drill).filter((server) => !wasNeverLaunched(drill, server));
}

function isGone(server: Server): boolean {
  return server.gone !== undefined;
}

function works(server: Server): boolean {
  const { result, verified, verificationFailed, lost } = server;
  return result === 'LAUNCHED' && verified !== undefined && verificationFailed !== true && lost === undefined;
}

function isInOrder(drill: Drill, index: number, state: string): boolean {
  return state === 'WAITING' || index === 0 || drill.waves[index - 1]?.state === 'LAUNCHED';
}

function isUnique(values: string[]): boolean {
  return new Set(values).size === values.length;
}
