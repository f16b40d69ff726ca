import { HOUR_SECONDS } from '../drill/bounds.ts';
import type { Hours, Machine, Quantities } from '../drill/forecast.ts';

/** A server's instance, and for how many seconds it is up in each of the considered cases; null: not known. */
export interface Use {
  machine: Machine | undefined;
  seconds: ArrayLike<number> | null;
}

/** What all servers use together. The instance and its volumes are billed for the same time. */
export function quantitiesOf(uses: readonly Use[], hoursOf: (seconds: readonly number[]) => Hours): Quantities {
  const instances = new Map<string, number[]>();
  const volumes = new Map<string, number[]>();
  for (const { machine, seconds } of uses) {
    if (machine === undefined || seconds === null) continue;
    if (machine.instanceType !== null) add(instances, machine.instanceType, seconds, 1);
    for (const { volumeType, gigabytes } of machine.volumes ?? [])
      if (volumeType !== null && gigabytes !== null) add(volumes, volumeType, seconds, gigabytes);
  }
  return {
    instanceHours: inOrder(instances).map(([instanceType, seconds]) => ({ instanceType, hours: hoursOf(seconds) })),
    gigabyteHours: inOrder(volumes).map(([volumeType, seconds]) => ({ volumeType, hours: hoursOf(seconds) })),
    unknown: uses.filter((use) => !isKnown(use)).length,
  };
}

/** Hours from seconds, to a thousandth. */
export function hours(seconds: number): number {
  return Number((seconds / HOUR_SECONDS).toFixed(3));
}

function add(sums: Map<string, number[]>, type: string, seconds: ArrayLike<number>, times: number): void {
  const before = sums.get(type);
  sums.set(
    type,
    Array.from(seconds, (one, index) => one * times + (before?.[index] ?? 0)),
  );
}

function inOrder(sums: Map<string, number[]>): [string, number[]][] {
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function isKnown({ machine, seconds }: Use): boolean {
  if (machine === undefined || seconds === null) return false;
  if (machine.instanceType === null || machine.volumes === null) return false;
  return machine.volumes.every(({ volumeType, gigabytes }) => volumeType !== null && gigabytes !== null);
}
