import { startTransition, useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { type DrillSummary, listDrills, type Outcome, type Phase } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { type DrillsFilter, membersOf } from './drillsFilter.ts';

/** One page of the list of drills; no other page is kept. */
export interface Page {
  /** While the next page is read, those of the page before. */
  drills: readonly DrillSummary[];
  isReading: boolean;
  error: Error | null;
  /** From 1. */
  number: number;
  /** Pages that are known to exist. */
  known: number;
  /** There are more. */
  isOpenEnd: boolean;
  go(number: number): void;
}

/** Reads a page of drills, newest first: every three seconds while one of them runs, else every half minute. */
export function usePage(filter: DrillsFilter, limit: number): Page {
  const members = membersOf(filter);
  const list = JSON.stringify([members, limit]);
  const [{ cursors, number }, go] = useCursors(list);
  const cursor = cursors[number - 1];
  const { body, error } = usePolled(
    ['drills', list, cursor ?? null],
    () => answerOf(listDrills({ ...parametersOf(members), limit, ...(cursor && { cursor }) })),
    (newest) => (newest?.drills.some(({ phase }) => phase !== 'ENDED') ? RUNNING_SECONDS : ENDED_SECONDS),
  );
  const before = useNewest(body);
  const next = body?.cursor ?? null;
  return {
    drills: body?.drills ?? (error === null ? before?.drills : undefined) ?? [],
    isReading: body === undefined && error === null,
    error,
    number,
    known: cursors.length,
    isOpenEnd: next !== null && number === cursors.length,
    go: (wanted) => go(wanted, next),
  };
}

/** The newest value that was not undefined. */
function useNewest<Value>(value: Value | undefined): Value | undefined {
  const [newest, keep] = useState(value);
  if (value !== undefined && value !== newest) keep(value);
  return value ?? newest;
}

interface Cursors {
  list: string;
  /** By page; undefined for the first. */
  cursors: (string | undefined)[];
  number: number;
}

function useCursors(list: string): [Cursors, (wanted: number, next: string | null) => void] {
  const [kept, keep] = useState<Cursors>(() => firstOf(list));
  const now = kept.list === list ? kept : firstOf(list);
  const go = (wanted: number, next: string | null) => {
    const cursors = wanted > now.cursors.length && next !== null ? [...now.cursors, next] : now.cursors;
    // The click is answered before the rows are drawn anew.
    startTransition(() => keep({ list, cursors, number: Math.min(wanted, cursors.length) }));
  };
  return [now, go];
}

function firstOf(list: string): Cursors {
  return { list, cursors: [undefined], number: 1 };
}

function parametersOf({ from, phase, ...by }: Record<string, string>) {
  return {
    ...(by as { outcome?: Outcome }),
    ...(phase !== undefined && { phase: [phase as Phase] }),
    ...(from !== undefined && { $from: from }),
  };
}

const RUNNING_SECONDS = 3;
const ENDED_SECONDS = 30;
