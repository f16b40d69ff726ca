import type { Instant } from '../src/drill/drill.ts';
import type { InboxInput, Save } from '../src/flow/ports.ts';
import type { Recorded } from './world.ts';

/** Records what an event first makes GET /v1/drills/{drillId} say. No outcome depends on it. */
export function recordHint(recorded: Recorded, input: InboxInput, now: Instant): void {
  if (input.type === 'ServerReported') note(recorded.launched, input.sourceServerId, now);
  if (input.type === 'InstanceReportedGone') note(recorded.gone, input.sourceServerId, now);
}

/** Records what a save first makes the record say. */
export function recordSave(recorded: Recorded, { drill, entry }: Save, now: Instant): void {
  for (const fact of entry.facts) {
    switch (fact.type) {
      case 'ServerLaunched':
        note(recorded.launched, fact.sourceServerId, now);
        note(recorded.confirmed, fact.sourceServerId, now);
        break;
      case 'LaunchCompleted':
        note(recorded.completedJob, drill.launches[fact.launch]?.jobId ?? '', now);
        break;
      case 'ServerGone':
        note(recorded.gone, fact.sourceServerId, now);
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

function note(of: Map<string, Instant>, id: string, now: Instant): void {
  if (!of.has(id)) of.set(id, now);
}
