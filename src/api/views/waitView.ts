import type { Wait } from '../../drill/drill.ts';
import { time } from '../../evidence/time.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';

/** What a drill waits for, in words and for programs. */
export function waitView(wait: Wait | undefined): Pick<DrillDocument, 'waitsFor' | 'waits'> {
  if (wait === undefined) return { waitsFor: null, waits: null };
  return { waitsFor: waitSaid(wait), waits: { for: wait.for, since: time(wait.since), instancesUp: wait.instances } };
}

/** A wait as the detail of an event. */
export function waitDetail(wait: Wait): Record<string, unknown> {
  const because = 'because' in wait ? wait.because : null;
  return { for: wait.for, since: time(wait.since), instances: wait.instances, because, waitsFor: waitSaid(wait) };
}

function waitSaid(wait: Wait): string {
  const up = counted(wait.instances, 'stays up', 'stay up');
  const maybe = counted(wait.instances, 'may be up', 'may be up');
  switch (wait.for) {
    case 'TURN': {
      const others = wait.drillIds.length === 0 ? '' : `; before it: ${wait.drillIds.join(', ')}`;
      return `Its turn in DRS's quotas, until ${time(wait.until)}${others}.`;
    }
    case 'SECOND_LOOK':
      return `A second look at ${time(wait.until)}, to confirm that nothing is left of the last real recovery of ${named(wait.sourceServerIds)}.`;
    case 'REAL_RECOVERY':
      return recoverySaid(wait, up);
    case 'WAVE':
      return wait.until === null
        ? `The verification of wave ${wait.wave}, before wave ${wait.wave + 1} is launched; ${up}.`
        : `The pause before wave ${wait.wave + 1}, until ${time(wait.until)}; ${up}.`;
    case 'LEVER':
      return wait.instances === 0
        ? `${wait.because}; no instance is known to be up.`
        : `${wait.because}; ${up} until it is opened.`;
    case 'DRS':
      return `DRS refuses to terminate, and the drill retries: ${wait.because}; ${up}.`;
    case 'AWS':
      return `A call to AWS that keeps failing, and that the drill retries: ${wait.because}; ${up}.`;
    case 'LAUNCH': {
      const jobs = wait.jobIds.length === 0 ? 'a launch without a response from DRS' : named(wait.jobIds);
      return `The end of ${jobs}, before which its instances cannot be terminated; ${maybe}.`;
    }
    case 'PROOF':
      return `Proof that the instance of ${named(wait.sourceServerIds)} belongs to this drill: ${wait.because}; ${up}, and nothing is terminated without it.`;
    case 'TERMINATION':
      return `The end of the termination, and proof of it; ${maybe}.`;
    case 'PERSON':
      return `An operator: the drill was quarantined (${wait.because}), and only the guard cleans up after it; ${maybe}.`;
  }
}

function recoverySaid({ jobId, endedAt, released }: Extract<Wait, { for: 'REAL_RECOVERY' }>, up: string): string {
  if (released) return `Real recovery ${jobId} hangs and was released; ${up} on its servers until it has ended.`;
  if (endedAt === null) return `Real recovery ${jobId} is running; ${up} until 15 minutes after its end.`;
  return `Real recovery ${jobId} ended at ${time(endedAt)}; ${up} until 15 minutes after that.`;
}

function counted(instances: number, is: string, are: string): string {
  return instances === 1 ? `1 instance ${is}` : `${instances} instances ${are}`;
}

const NAMED_MAX = 3;

function named(ids: string[]): string {
  const others = ids.length - NAMED_MAX;
  return others <= 0 ? ids.join(', ') : `${ids.slice(0, NAMED_MAX).join(', ')} and ${others} more`;
}
