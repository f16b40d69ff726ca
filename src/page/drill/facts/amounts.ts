import type { Cost, Forecast, Quantities, Terms } from '../../api/client.ts';
import { amountText } from '../../shown/amountText.ts';
import { durationText } from '../../shown/durations.ts';

/** `0.38 to 0.51 h of t3.micro`, a text for each kind of instance and volume. */
export function quantityTexts({ instanceHours, gigabyteHours, unknown }: Quantities): string[] {
  return [
    ...instanceHours.map(({ instanceType, hours }) => `${rangeText(hours)} h of ${instanceType}`),
    ...gigabyteHours.map(({ volumeType, hours }) => `${rangeText(hours)} GB-hours of ${volumeType}`),
    ...(unknown === 0 ? [] : [`${unknown} ${unknown === 1 ? 'server' : 'servers'} not counted: not all is known`]),
  ];
}

/** `0 to 0.01 USD`; null: nothing of it could be priced. */
export function costText({ currency, amount }: Cost): string | null {
  return amount === null ? null : `${amountText(amount)} ${currency}`;
}

function rangeText({ atLeast, atMost }: { atLeast: number; atMost: number }): string {
  return atLeast === atMost ? String(atMost) : `${atLeast} to ${atMost}`;
}

/** `28 min, at most 41 min in 95 of 100 drills`. */
export function forecastText({ p50, p95 }: Forecast['total']): string {
  if (p50 === null) return 'not known';
  return p95 === null
    ? durationText(p50)
    : `${durationText(p50)}, and at most ${durationText(p95)} in 95 of 100 drills`;
}

/** What is needed of each limit and what is left of it. */
export function headroomTexts({ headroom: { jobs, serversInJobs, vcpus, addresses } }: Forecast): string[] {
  const said = (what: string, { needed, left }: { needed: number | null; left: number | null }) =>
    `${what}: needs ${needed ?? 'not known'}, ${left ?? 'not known'} left`;
  return [
    said('DRS jobs', jobs),
    said('Servers in jobs', serversInJobs),
    said('vCPUs', vcpus),
    ...addresses.map((one) => said(`Addresses of ${one.subnetId}`, one)),
  ];
}

/** `recovery time 30 min, recovery point 5 min`; null: none was set. */
export function objectivesText({ recoveryTimeSeconds, recoveryPointSeconds }: Terms['objectives']): string | null {
  const texts = [
    ...(recoveryTimeSeconds === undefined ? [] : [`recovery time ${durationText(recoveryTimeSeconds)}`]),
    ...(recoveryPointSeconds === undefined ? [] : [`recovery point ${durationText(recoveryPointSeconds)}`]),
  ];
  return texts.length === 0 ? null : texts.join(', ');
}
