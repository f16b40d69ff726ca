import type { Attempt, Observed } from './attempt.ts';
import type { ProbeTarget } from './probeRequest.ts';

/**
 * What it means that the time of an attempt is over. A connection that was not made in all the time of its target is
 * not there; with less time, because that of all targets was over, nobody knows.
 */
export function lateness(target: ProbeTarget, attempt: Attempt): Observed {
  const { milliseconds, stage } = attempt;
  const isCut = milliseconds < target.timeoutMilliseconds;
  const within = isCut ? 'before the time of all targets was over' : `within ${milliseconds / 1000} s`;
  const result = stage === 'CONNECTING' && !isCut ? 'UNREACHED' : 'LATE';
  return { result, message: `${missing(target, attempt)} ${within}` };
}

function missing(target: ProbeTarget, { stage, status }: Attempt): string {
  const name = target.kind === 'HOST' ? target.host : target.address;
  switch (stage) {
    case 'RESOLVING':
      return `the name ${name} did not resolve`;
    case 'CONNECTING':
      return `no connection to ${name} port ${target.port}`;
    case 'SECURING':
      return `no end of the TLS handshake with ${name} port ${target.port}`;
    case 'AWAITING':
      return `no answer from ${name} port ${target.port}`;
    case 'READING':
      return `answered ${status}, but the body did not end`;
  }
}
