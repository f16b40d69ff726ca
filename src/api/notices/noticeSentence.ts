import type { DrillEvent } from '../drillEvents.ts';

/** One sentence for people on what happened; undefined for events that only programs need. */
export function noticeSentence({ type, detail }: DrillEvent): string | undefined {
  return SENTENCES[type]?.(detail);
}

type Detail = DrillEvent['detail'];

const SENTENCES: Partial<Record<DrillEvent['type'], (detail: Detail) => string | undefined>> = {
  'Drill Ended': ({ drillId, outcome, cleanup }) => `Drill ${drillId} ended: ${outcome}, cleanup ${cleanup}`,
  'Drill Refused': ({ drillId, code }) => `A drill was refused: ${drillId ?? code}`,
  'Drill Leak Detected': ({ drillId }) => `LEAK: drill ${drillId} left resources that are not proved gone`,
  'Drill Leak Acknowledged': ({ drillId, by }) => `The leak of drill ${drillId} was acknowledged by ${by}`,
  'Drill Yielded': ({ drillId, jobId }) => `Drill ${drillId} yields to the real recovery ${jobId}`,
  'Drill Waits': ({ drillId, instances }) =>
    instances === 0 ? undefined : `Drill ${drillId} waits while instances are or may be up: ${instances}`,
  'Drill Servers Lost': ({ drillId, said }) =>
    Array.isArray(said) && said.length > 1
      ? `LOST: drill ${drillId} lost ${said.length} servers before their hold ended`
      : `LOST: drill ${drillId} lost a server before its hold ended`,
  'Drill Guard Terminated': ({ drillId }) => `The guard had to terminate instances of drill ${drillId}`,
  'Drill Lever Moved': ({ by, from, to, site }) =>
    `The lever of ${(site as { region: string } | null)?.region ?? 'all Regions'} was moved from ${from} to ${to} by ${by}`,
  'Real Recovery Released': ({ jobId, by }) => `Real recovery ${jobId}, which hangs, was released by ${by}`,
  'Drill Journal Rewritten': ({ drillId, change }) =>
    `REWRITTEN (${change}): the journal of drill ${drillId} was changed after it was written`,
  'Lever History Rewritten': ({ change }) =>
    `REWRITTEN (${change}): the history of the levers was changed after it was written`,
  'Drill Schedule Blocked': ({ schedule, blockedBy }) =>
    `The schedule ${schedule} is blocked: two runs in a row met its open drill ${blockedBy}`,
  'Drill Schedule Ends': ({ schedule, endAt }) => `The schedule ${schedule} ends at ${endAt} unless somebody renews it`,
  'Drill Not Ready': ({ schedule, drillId, changed, ready }) =>
    changed === false
      ? undefined
      : ready === true
        ? `The dry run ${drillId} of the schedule ${schedule} is READY again`
        : `NOT READY: the dry run ${drillId} of the schedule ${schedule} found what a drill would not pass`,
  'Drill Overdue': ({ sourceServerIds, coverageDaysMax }) =>
    `OVERDUE: servers that were not proved recoverable within ${coverageDaysMax} days: ${lengthOf(sourceServerIds)}`,
  'Drill Quarantined': ({ drillId }) => `QUARANTINED: drill ${drillId} violated an invariant`,
};

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
