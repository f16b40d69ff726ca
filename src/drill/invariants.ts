import { SERVERS_PER_DRILL_MAX } from './bounds.ts';
import { isDecided } from './checks/check.ts';
import type { Drill, Server } from './drill.ts';
import { isDone } from './launching/launchActions.ts';
import { requiredServers } from './launching/requiredServers.ts';
import { hasLaunchedNothing, wasNeverLaunched } from './neverLaunched.ts';

/** The violation that is reported, and the check that must hold for every drill at every moment. */
type Invariant = [violation: string, holds: (drill: Drill) => boolean];

/** The violations of this drill. Checked before every save, in production as in simulation. */
export function violatedInvariants(drill: Drill): string[] {
  const violations: string[] = [];
  for (const [violation, holds] of INVARIANTS) if (!holds(drill)) violations.push(violation);
  return violations;
}

/** The violations between a drill and its next version. */
export function violatedByStep(before: Drill | undefined, after: Drill): string[] {
  if (before === undefined) return [];
  const violations: string[] = [];
  if (after.at < before.at) violations.push('time never runs backwards in a drill');
  if (before.phase === 'ENDED') violations.push('a drill that has ended does not change');
  if (before.outcome !== undefined && after.outcome !== before.outcome) violations.push('the first outcome is final');
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
  ['an ended drill has no open effect', (drill) => !ended(drill) || Object.keys(drill.open).length === 0],
  ['an ended drill holds no claim and no quota', (drill) => !ended(drill) || (!drill.claimed && !drill.reserved)],
  [
    'a CLEAN drill has proof for every server whose launch was requested',
    (drill) => drill.cleanup !== 'CLEAN' || requested(drill).every(isGone),
  ],
  [
    'a drill that launched something is not NOT_NEEDED',
    (drill) => drill.cleanup !== 'NOT_NEEDED' || requested(drill).length === 0,
  ],
  ['a PASSED drill is CLEAN', (drill) => drill.outcome !== 'PASSED' || drill.cleanup === 'CLEAN'],
  [
    'a PASSED drill has launched and verified every required server',
    (drill) => drill.outcome !== 'PASSED' || required(drill).every(works),
  ],
  [
    'a PASSED drill has seen every required server up when its hold ended',
    (drill) => drill.outcome !== 'PASSED' || required(drill).every(({ held }) => held === true),
  ],
  [
    'every required check of a PASSED drill has passed',
    ({ outcome, checks = [] }) =>
      outcome !== 'PASSED' || checks.every(({ required, state }) => !required || state === 'PASSED'),
  ],
  ['an ended drill has a result for every check', (drill) => !ended(drill) || (drill.checks ?? []).every(isDecided)],
  [
    'every required post-launch action of a PASSED drill has succeeded',
    (drill) => drill.outcome !== 'PASSED' || required(drill).every(isDone),
  ],
  [
    'a wave launches only after the wave before it',
    (drill) => drill.waves.every((wave, index) => isInOrder(drill, index, wave.state)),
  ],
  ['nothing is launched without a hard stop', (drill) => hasRequestedNothing(drill) || drill.hardStop !== undefined],
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
  ['at most one effect is open per key', (drill) => isUnique(Object.values(drill.open).map((open) => open.key))],
  [
    'no launch is requested once cleaning has begun',
    (drill) => drill.phase !== 'TERMINATING' || !drill.launches.some((one) => one.state === 'PLANNED'),
  ],
  [
    'a drill of a restored table launches nothing',
    (drill) => drill.restored === undefined || drill.phase === 'TERMINATING' || ended(drill),
  ],
  [
    'a dry run launches nothing',
    (drill) => drill.terms.dryRun !== true || drill.restored !== undefined || drill.launches.length === 0,
  ],
  ['only a dry run is READY', (drill) => drill.outcome !== 'READY' || drill.terms.dryRun === true],
  [
    'nothing is launched before its servers are chosen',
    (drill) => hasRequestedNothing(drill) || drill.waves.every(({ choice }) => choice === undefined),
  ],
  ['a drill is bounded', (drill) => all(drill).length <= SERVERS_PER_DRILL_MAX],
];

/** The launches of a restored record may have been found in AWS. More was known about them in the lost time. */
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

function required(drill: Drill): Server[] {
  return requiredServers(drill).map(([, server]) => server);
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
