import type { Drill, Phase } from '../../api/client.ts';
import { counted } from '../../words/counted.ts';
import { elapsedText } from '../../words/elapsedText.ts';
import { clockText } from '../clockText.ts';

/** A phase of a drill as its rail shows it. */
export interface PhaseStep {
  phase: Phase;
  /** SKIPPED: it did not or will not take place. */
  state: 'DONE' | 'NOW' | 'COMING' | 'SKIPPED';
  /** Null: it has not begun, or that is not known. */
  sinceAt: string | null;
  /** How long it took, or has taken until now; null: not known. */
  seconds: number | null;
  /** What it has come to, in a few words. */
  said: string | null;
  /** Whether something went wrong in it. */
  isTroubled: boolean;
  /** Whether it was gone through without anything to do, which proves nothing. */
  isIdle: boolean;
}

const PHASES: readonly Phase[] = [
  ...(['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'] as const),
];

/**
 * All phases of a drill in order. `begins` is when the journal says that each began; empty: it has not been read, and
 * what the drill itself says is all that is known.
 */
export function phaseSteps(drill: Drill, begins: ReadonlyMap<Phase, string>, nowMs: number): PhaseStep[] {
  const known = beginsOf(drill, begins);
  const at = PHASES.indexOf(drill.phase);
  // Some checks are made before the validation: of the lever, and whether another drill has claimed a server.
  const checked = begins.size === 0 || known.has('VALIDATING') ? 'VALIDATING' : 'REQUESTED';
  return PHASES.map((phase, index) => {
    const sinceAt = index > at ? null : (known.get(phase) ?? null);
    const state = stateOf(drill, phase, { index, at, isKnown: sinceAt !== null, isRead: begins.size > 0 });
    // Before the journal is read, the phases between are not known, so only the very next one ends it.
    const later = begins.size === 0 ? PHASES.slice(index + 1, index + 2) : PHASES.slice(index + 1);
    const next = later.flatMap((one) => known.get(one) ?? [])[0];
    const endMs = index === at ? nowMs : Date.parse(next ?? '');
    const seconds = sinceAt === null || phase === 'ENDED' ? null : (endMs - Date.parse(sinceAt)) / 1000;
    const isFound = phase === checked && drill.failedChecks.total > 0;
    const found = isFound ? counted(drill.failedChecks.total, 'failed check') : null;
    const said = state === 'DONE' || state === 'NOW' ? (found ?? saidOf(drill, phase)) : null;
    const isTroubled = said !== null && (isFound || hasTrouble(drill, phase));
    return {
      phase,
      state,
      sinceAt,
      seconds: seconds === null || Number.isNaN(seconds) ? null : seconds,
      said,
      isTroubled,
      isIdle: state === 'DONE' && isIdleIn(drill, phase),
    };
  });
}

function beginsOf(drill: Drill, begins: ReadonlyMap<Phase, string>): Map<Phase, string> {
  const { requestedAt, phase, phaseSince, hold, endedAt } = drill;
  const own: [Phase, string | null][] = [
    ['REQUESTED', requestedAt],
    ['HOLDING', hold.beganAt],
    ['TERMINATING', hold.endedAt],
    ['ENDED', endedAt],
    [phase, phaseSince],
  ];
  const known = own.flatMap(([name, at]): [Phase, string][] => (at === null ? [] : [[name, at]]));
  return new Map([...known, ...begins, [phase, phaseSince]]);
}

interface Place {
  index: number;
  at: number;
  isKnown: boolean;
  isRead: boolean;
}

function stateOf(drill: Drill, phase: Phase, { index, at, isKnown, isRead }: Place): PhaseStep['state'] {
  if (index === at) return 'NOW';
  if (index > at) return isLeftOut(drill, phase) ? 'SKIPPED' : 'COMING';
  return isKnown || (!isRead && !isLeftOut(drill, phase)) ? 'DONE' : 'SKIPPED';
}

/** By what the drill itself says. */
function isLeftOut({ terms, hold, waves, phase: now }: Drill, phase: Phase): boolean {
  const isOver = now === 'TERMINATING' || now === 'ENDED';
  const isUnlaunched = isOver && waves.every(({ beganAt }) => beganAt === null);
  if (phase === 'LAUNCHING' || phase === 'VERIFYING') return terms.dryRun === true || isUnlaunched;
  return phase === 'HOLDING' && (terms.dryRun === true || hold.seconds === 0 || (isOver && hold.beganAt === null));
}

function hasTrouble({ servers, cleanup }: Drill, phase: Phase): boolean {
  switch (phase) {
    case 'LAUNCHING':
      return servers.some(({ result }) => result === 'FAILED');
    case 'VERIFYING':
      return servers.some(({ verified, verificationFailed }) => verified === null && verificationFailed);
    case 'TERMINATING':
      return cleanup === 'LEAKED';
    default:
      return false;
  }
}

function isIdleIn({ servers }: Drill, phase: Phase): boolean {
  if (phase === 'VERIFYING') return servers.every(({ result }) => result !== 'LAUNCHED');
  return phase === 'TERMINATING' && !servers.some(isLaunched);
}

function isLaunched({ jobId, instanceId }: Drill['servers'][number]): boolean {
  return jobId !== null || instanceId !== null;
}

function saidOf(drill: Drill, phase: Phase): string | null {
  const { servers, waves, hold, outcome, requestedAt, endedAt } = drill;
  const count = (isSo: (server: Drill['servers'][number]) => boolean) => servers.filter(isSo).length;
  const launched = count(({ result }) => result === 'LAUNCHED');
  switch (phase) {
    case 'LAUNCHING': {
      const failed = count(({ result }) => result === 'FAILED');
      const begun = waves.filter(({ beganAt }) => beganAt !== null).length;
      const wave = waves.length > 1 ? `wave ${begun} of ${waves.length}, ` : '';
      return `${wave}${launched} of ${servers.length} launched${failed === 0 ? '' : `, ${failed} failed`}`;
    }
    case 'VERIFYING':
      if (launched === 0) return phase === drill.phase ? null : 'nothing to verify';
      return `${count(({ verified }) => verified !== null)} of ${launched} verified`;
    case 'HOLDING':
      return hold.endedAt === null && hold.until !== null ? `until ${clockText(hold.until, requestedAt)}` : null;
    case 'TERMINATING': {
      const launches = count(isLaunched);
      const gone = count(({ jobId, instanceId, gone: proof }) => (jobId ?? instanceId) !== null && proof !== null);
      return launches === 0 ? 'nothing to terminate' : `${gone} of ${launches} gone`;
    }
    case 'ENDED':
      return endedAt === null ? outcome : `after ${elapsedText(requestedAt, Date.parse(endedAt))}`;
    default:
      return null;
  }
}
