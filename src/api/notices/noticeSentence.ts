import type { DrillEvent } from '../drillEvents.ts';

/** What happened, in a sentence for people; undefined for an event that only machines care about. */
export function noticeSentence({ type, detail }: DrillEvent): string | undefined {
  return SENTENCES[type]?.(detail);
}

type Detail = DrillEvent['detail'];

const SENTENCES: Partial<Record<DrillEvent['type'], (detail: Detail) => string | undefined>> = {
  'Drill Ended': ({ drillId, outcome, cleanup }) => `Drill ${drillId} ended: ${outcome}, cleanup ${cleanup}`,
  'Drill Refused': ({ drillId, code }) => `A drill was refused: ${drillId ?? code}`,
  'Drill Leak Detected': ({ drillId }) => `LEAK: drill ${drillId} has left what cannot be proved gone`,
  'Drill Leak Acknowledged': ({ drillId, by }) => `The leak of drill ${drillId} was acknowledged by ${by}`,
  'Drill Yielded': ({ drillId, jobId }) => `Drill ${drillId} gives way to the real recovery ${jobId}`,
  'Drill Waits': ({ drillId, instances }) =>
    instances === 0 ? undefined : `Drill ${drillId} waits, and instances are or may be up: ${instances}`,
  'Drill Servers Lost': ({ drillId, said }) =>
    Array.isArray(said) && said.length > 1
      ? `LOST: drill ${drillId} has lost ${said.length} servers before their hold ended`
      : `LOST: drill ${drillId} has lost a server before its hold ended`,
  'Drill Guard Terminated': ({ drillId }) => `The guard had to terminate instances of drill ${drillId}`,
  'Drill Lever Moved': ({ by, from, to, site }) =>
    `The lever of ${(site as { region: string } | null)?.region ?? 'all Regions'} was moved from ${from} to ${to} by ${by}`,
  'Real Recovery Released': ({ jobId, by }) => `Real recovery ${jobId} hangs: released by ${by}`,
  'Drill Journal Rewritten': ({ drillId, change }) =>
    `REWRITTEN (${change}): the journal of drill ${drillId} is not as it was written`,
  'Lever History Rewritten': ({ change }) =>
    `REWRITTEN (${change}): the history of the levers is not as it was written`,
  'Drill Quarantined': ({ drillId }) => `BROKEN: drill ${drillId} was set aside`,
};
