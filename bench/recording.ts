import type { Instant } from '../src/drill/drill.ts';
import type { Save } from '../src/flow/ports.ts';
import type { Recorded } from './world.ts';

export const traced: { at: number; phase: string; cause: string; facts: string; asked: string }[] = [];
/** Notes what a save of ours makes the record say for the first time. */
export function recordSave(recorded: Recorded, { drill, entry, asked }: Save, now: Instant): void {
  traced.push({
    at: now,
    phase: drill.phase,
    cause: entry.cause,
    facts: entry.facts
      .map((f) => (f.type === 'TimerSet' ? `T(${f.timer})` : f.type === 'EffectAsked' ? '' : f.type))
      .join(' '),
    asked: asked.map((a) => a.effect.kind + '+' + a.delaySeconds).join(' '),
  });
  const note = (of: Map<string, Instant>, id: string) => {
    if (!of.has(id)) of.set(id, now);
  };
  for (const fact of entry.facts) {
    switch (fact.type) {
      case 'ServerReported':
        note(recorded.launched, fact.sourceServerId);
        break;
      case 'ServerLaunched':
        note(recorded.launched, fact.sourceServerId);
        note(recorded.confirmed, fact.sourceServerId);
        break;
      case 'LaunchOver':
        note(recorded.jobOver, drill.launches[fact.launch]?.jobId ?? '');
        break;
      case 'InstanceReportedGone':
      case 'ServerGone':
        note(recorded.gone, fact.sourceServerId);
        break;
      case 'HoldBegan':
        recorded.holdEndsAt = fact.until;
        break;
      case 'TerminationAccepted':
        recorded.terminateAt ??= now;
    }
  }
  if (drill.phase !== 'ENDED') return;
  recorded.endedAt ??= now;
  recorded.outcome = drill.outcome ?? 'none';
}
