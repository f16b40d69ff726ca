import type { Instant } from './instant.ts';

/** A task that runs at a given time. Entries due at the same moment run in the order in which they were added. */
export interface Due<Task> {
  at: Instant;
  seq: number;
  task: Task;
}

/** Adds an entry to the agenda, a binary heap in a plain array so that it can be saved as JSON. */
export function addDue<Task>(agenda: Due<Task>[], due: Due<Task>): void {
  let index = agenda.length;
  agenda.push(due);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = agenda[parent];
    if (above === undefined || !isBefore(due, above)) break;
    agenda[index] = above;
    index = parent;
  }
  agenda[index] = due;
}

/** Removes and returns the entry that is due first, or undefined when the agenda is empty. */
export function takeFirst<Task>(agenda: Due<Task>[]): Due<Task> | undefined {
  const first = agenda[0];
  const last = agenda.pop();
  if (first === undefined || last === undefined || agenda.length === 0) return first;
  let index = 0;
  for (;;) {
    const child = smallerChild(agenda, index);
    const below = agenda[child];
    if (below === undefined || !isBefore(below, last)) break;
    agenda[index] = below;
    index = child;
  }
  agenda[index] = last;
  return first;
}

function smallerChild<Task>(agenda: Due<Task>[], index: number): number {
  const left = agenda[2 * index + 1];
  const right = agenda[2 * index + 2];
  return right !== undefined && left !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
}

function isBefore<Task>(one: Due<Task>, other: Due<Task>): boolean {
  return one.at < other.at || (one.at === other.at && one.seq < other.seq);
}
