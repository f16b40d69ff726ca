import type { ServerInspection } from '../inputs.ts';
import { hasTags } from '../phases/choose.ts';
import { record, type Step } from '../step.ts';

/** Notes which of these servers have the tags that checks ask for. The record has no tags of servers. */
export function noteTagged(step: Step, inspected: readonly ServerInspection[]): void {
  const tagged: Record<string, string[]> = {};
  for (const check of step.drill.checks ?? []) {
    const of = 'of' in check ? check.of : undefined;
    if (of === undefined || !('tags' in of)) continue;
    const ids = inspected.flatMap((server) =>
      server.exists && hasTags(server.tags, of.tags) ? [server.sourceServerId] : [],
    );
    if (ids.length > 0) tagged[check.name] = ids;
  }
  if (Object.keys(tagged).length > 0) record(step, { type: 'CheckedServersSeen', tagged });
}
