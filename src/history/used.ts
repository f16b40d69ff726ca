import type { JournalEntry } from '../drill/facts.ts';
import type { Machine, Quantities } from '../drill/forecast.ts';
import { hours, quantitiesOf } from './quantities.ts';
import type { Trial } from './trials.ts';

/**
 * What an ended drill has used: the least and the most time that its instances were up, and what they were launched as
 * by the launch settings of the last inspection before.
 */
export function usedBy(trials: readonly Trial[], journal: readonly JournalEntry[]): Quantities {
  const machines = machinesIn(journal);
  const uses = trials.filter(wasUp).map(({ sourceServerId, instanceSeconds, instanceSecondsAtLeast = null }) => ({
    machine: machines.get(sourceServerId),
    seconds:
      instanceSeconds === null || instanceSecondsAtLeast === null ? null : [instanceSecondsAtLeast, instanceSeconds],
  }));
  return quantitiesOf(uses, ([atLeast = 0, atMost = 0]) => ({ atLeast: hours(atLeast), atMost: hours(atMost) }));
}

/** The newest inspection of each server decides. */
export function machinesIn(journal: readonly JournalEntry[]): Map<string, Machine> {
  const machines = new Map<string, Machine>();
  for (const fact of journal.flatMap(({ facts }) => facts))
    if (fact.type === 'ServersInspected')
      for (const { found } of fact.servers)
        if (found.exists && found.machine !== undefined) machines.set(found.sourceServerId, found.machine);
  return machines;
}

/** It had an instance, or may have had one that nobody found. */
function wasUp({ result, instanceId, jobId, gone }: Trial): boolean {
  return result === 'LAUNCHED' || instanceId !== null || (jobId !== null && gone === 'ACKNOWLEDGED');
}
