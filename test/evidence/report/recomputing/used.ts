import type { Machine } from '../../../../src/drill/forecast.ts';
import type { PriceList } from '../../../../src/history/cost.ts';
import type { Ledger, ServerLine } from './ledger.ts';

/** What the drill has used, or a drill like this dry run would use, as numbers by their path. */
export function usedIn(ledger: Ledger): [path: string, value: number][] {
  const used = quantitiesOf(ledger);
  if (used === null) return [];
  return [
    ['unknown', used.unknown],
    ...used.instances.flatMap(({ hours }, index) => bounds(`instanceHours.${index}.hours`, hours)),
    ...used.volumes.flatMap(({ hours }, index) => bounds(`gigabyteHours.${index}.hours`, hours)),
  ];
}

/** What that costs by list prices, between two bounds in whole cents. */
export function costIn(ledger: Ledger, prices: PriceList): [path: string, value: number][] {
  const used = quantitiesOf(ledger);
  if (used === null) return [];
  const priced = [
    ...used.instances.map(({ type, hours }) => ({ hours, price: prices.instanceHours[type] })),
    ...used.volumes.map(({ type, hours }) => ({ hours, price: perHour(prices.gigabyteMonths[type]) })),
  ];
  const known = priced.filter(({ price }) => price !== undefined);
  if (known.length === 0 && (priced.length > 0 || used.unknown > 0)) return [];
  const sum = (bound: 0 | 1) =>
    Number((100 * known.reduce((total, { hours, price = 0 }) => total + hours[bound] * price, 0)).toFixed(6));
  return bounds('amount', [Math.floor(sum(0)) / 100, Math.ceil(sum(1)) / 100]);
}

interface Used {
  instances: Line[];
  volumes: Line[];
  unknown: number;
}

interface Line {
  type: string;
  hours: [atLeast: number, atMost: number];
}

function quantitiesOf(ledger: Ledger): Used | null {
  const { forecast, request, phase } = ledger;
  if (request.terms.dryRun) {
    if (forecast === null) return null;
    const line = (type: string, { atLeast, atMost }: { atLeast: number; atMost: number }): Line => ({
      type,
      hours: [atLeast, atMost],
    });
    return {
      instances: forecast.instanceHours.map(({ instanceType, hours }) => line(instanceType, hours)),
      volumes: forecast.gigabyteHours.map(({ volumeType, hours }) => line(volumeType, hours)),
      unknown: forecast.unknown,
    };
  }
  return phase === 'ENDED' ? measured(ledger) : null;
}

function measured(ledger: Ledger): Used {
  const instances = new Map<string, [number, number]>();
  const volumes = new Map<string, [number, number]>();
  let unknown = 0;
  for (const line of ledger.servers.values()) {
    if (!wasUp(ledger, line)) continue;
    const [machine, up] = [machineOf(line), upSeconds(line)];
    if (!isKnown(machine) || up === null) unknown += 1;
    if (machine === null || up === null) continue;
    if (machine.instanceType !== null) add(instances, machine.instanceType, up, 1);
    for (const { volumeType, gigabytes } of machine.volumes ?? [])
      if (volumeType !== null && gigabytes !== null) add(volumes, volumeType, up, gigabytes);
  }
  return { instances: linesOf(instances), volumes: linesOf(volumes), unknown };
}

function wasUp({ jobs }: Ledger, { result, instanceId, launch, gone }: ServerLine): boolean {
  const hasJob = launch !== null && jobs.has(launch);
  return result === 'LAUNCHED' || instanceId !== null || (hasJob && gone === 'ACKNOWLEDGED');
}

function machineOf({ inspections }: ServerLine): Machine | null {
  return inspections.reduce<Machine | null>((last, one) => (one.exists ? (one.machine ?? last) : last), null);
}

function isKnown(machine: Machine | null): boolean {
  if (machine === null || machine.instanceType === null || machine.volumes === null) return false;
  return !machine.volumes.some(({ volumeType, gigabytes }) => volumeType === null || gigabytes === null);
}

/** The least and the most time that its instance was up; null as soon as one is not known. */
function upSeconds(line: ServerLine): [number, number] | null {
  const from = line.steps['LAUNCH_END'] ?? line.foundAt;
  const most = line.lostAt ?? line.goneAt;
  const proved = line.gone !== null && line.gone !== 'ACKNOWLEDGED';
  const least = proved ? ((line.isLost ? line.ec2LostAt : line.terminationAt) ?? line.verifiedAt) : null;
  if (from === null || most === null || least === null || most < from || least < from) return null;
  return [(least - from) / 1000, (most - from) / 1000];
}

function add(sums: Map<string, [number, number]>, type: string, [least, most]: [number, number], times: number): void {
  const [sumLeast, sumMost] = sums.get(type) ?? [0, 0];
  sums.set(type, [least * times + sumLeast, most * times + sumMost]);
}

function linesOf(sums: Map<string, [number, number]>): Line[] {
  const thousandth = (seconds: number) => Number((seconds / 3600).toFixed(3));
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([type, [least, most]]) => ({ type, hours: [thousandth(least), thousandth(most)] }));
}

/** AWS's prices of volumes are for 730 hours. */
function perHour(monthly: number | undefined): number | undefined {
  return monthly === undefined ? undefined : monthly / 730;
}

function bounds(path: string, [atLeast, atMost]: [number, number]): [string, number][] {
  return [
    [`${path}.atLeast`, atLeast],
    [`${path}.atMost`, atMost],
  ];
}
