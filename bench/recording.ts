import type { Instant } from '../src/drill/drill.ts';
import type { Save } from '../src/flow/ports.ts';
import type { Recorded } from './world.ts';

/** Notes what a save of ours makes the record say for the first time. */
export function recordSave(recorded: Recorded, { drill, entry }: Save, now: Instant): void {
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
