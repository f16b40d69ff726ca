import type { Drill } from '../apiDocuments.ts';
import { duration } from '../durations.ts';
import { type Cell, grid } from './grid.ts';

type Forecast = NonNullable<Drill['forecast']>;
type Range = Forecast['total'];

/** What the drill takes, for the head of its sheet. */
export function takesLines({ forecast, quantities, cost }: Drill): [string, Cell | null][] {
  return [
    ['forecast', forecast ? totalSaid(forecast.total) : null],
    ['used', quantities && !forecast ? usedSaid(quantities) : null],
    ['would use', quantities && forecast ? usedSaid(quantities) : null],
    ['cost', cost ? costSaid(cost) : null],
    ['not in it', cost ? cost.notPriced.join(' ') : null],
  ];
}

/** The waves and the head-room of a dry run; nothing for a drill. */
export function forecastTables({ forecast }: Drill): string[] {
  if (!forecast) return [];
  return ['', waves(forecast), '', headroom(forecast)];
}

function waves({ waves: all }: Forecast): string {
  const hasUnknown = all.some(({ unknown }) => unknown > 0);
  const head = ['WAVE', 'SERVERS', 'JOBS', 'LAUNCH', 'BOOT', 'TERMINATION', ...(hasUnknown ? ['NO HISTORY'] : [])];
  const rows = all.map((one) => [
    String(one.wave),
    String(one.servers),
    String(one.jobs),
    ...[one.launch, one.boot, one.termination].map(rangeSaid),
    ...(hasUnknown ? [String(one.unknown)] : []),
  ]);
  return grid(head, rows);
}

function headroom({ headroom: { jobs, serversInJobs, vcpus, addresses } }: Forecast): string {
  const rows: [string, { needed: number | null; left: number | null }][] = [
    ['DRS jobs', jobs],
    ['servers in DRS jobs', serversInJobs],
    ['vCPUs', vcpus],
    ...addresses.map((one): [string, typeof one] => [`addresses in ${one.subnetId}`, one]),
  ];
  return grid(
    ['AT ONCE', 'NEEDED', 'LEFT', ''],
    rows.map(([what, { needed, left }]) => [what, known(needed), known(left), isShort(needed, left) ? 'too few' : '']),
  );
}

function isShort(needed: number | null, left: number | null): boolean {
  return needed !== null && left !== null && needed > left;
}

function known(count: number | null): string {
  return count === null ? '?' : String(count);
}

function totalSaid({ p50, p95 }: Range): string {
  if (p50 === null || p95 === null) return 'how long it takes is not known, because not every server has a history';
  return `half of such drills take up to ${roughly(p50)}, 95 of 100 up to ${roughly(p95)}; below by wave`;
}

function rangeSaid({ p50, p95 }: Range): string {
  return p50 === null || p95 === null ? '?' : `${roughly(p50)}, ${roughly(p95)}`;
}

/** No forecast is exact to the second. */
function roughly(seconds: number): string {
  return duration(seconds < 120 ? seconds : Math.ceil(seconds / 60) * 60);
}

function usedSaid({ instanceHours, gigabyteHours, unknown }: NonNullable<Drill['quantities']>): string {
  const parts = [
    ...instanceHours.map(({ instanceType, hours }) => `${amountSaid(hours)} hours of ${instanceType}`),
    ...gigabyteHours.map(({ volumeType, hours }) => `${amountSaid(hours)} GB-hours of ${volumeType}`),
  ];
  const rest = unknown === 0 ? [] : [`not all is known of ${unknown} ${unknown === 1 ? 'server' : 'servers'}`];
  return [parts.join(', ') || (unknown === 0 ? 'nothing' : ''), ...rest].filter((one) => one !== '').join(', and ');
}

function costSaid({ amount, currency, pricesOf }: NonNullable<Drill['cost']>): string {
  const prices = `by AWS’s list prices of ${pricesOf.slice(0, 'YYYY-MM-DD'.length)}`;
  return amount === null ? `not known, ${prices}` : `${amountSaid(amount)} ${currency} ${prices}`;
}

function amountSaid({ atLeast, atMost }: { atLeast: number; atMost: number }): string {
  const [least, most] = [round(atLeast), round(atMost)];
  return least === most ? most : `${least} to ${most}`;
}

function round(amount: number): string {
  return String(Number(amount.toFixed(2)));
}
