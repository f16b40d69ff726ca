import { isUp, mayComeUp, named } from '../actions/instancesText.ts';
import type { Drill } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { leverInForce } from './levers.ts';
import type { Move } from './move.ts';

/** The servers that DRS is launching now, which a real recovery does not get, as sentences. */
export function jobsOpen(details: readonly Drill[]): string[] {
  const servers = details.flatMap((drill) =>
    drill.servers.flatMap((server) => (mayComeUp(drill, server) ? [server.sourceServerId] : [])),
  );
  if (servers.length === 0) return [];
  const [are, their] = servers.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    `${counted(servers.length, 'server')} ${are} in a running DRS job: ${named(servers)}. DRS refuses ${their} real recovery until it ends, and it cannot be cancelled.`,
  ];
}

/** The instances that nothing but FROZEN keeps up, if the move ends that, as sentences. */
export function terminatedAtOnce({ state, region, levers, details, nowMs }: Move): string[] {
  const after = (place: string) =>
    leverInForce(
      levers.map((one) => moved(one, region, state)),
      place,
    )?.state;
  const freed = details.filter(
    ({ site }) => leverInForce(levers, site.region)?.state === 'FROZEN' && after(site.region) !== 'FROZEN',
  );
  if (freed.length === 0) return [];
  const instances = freed
    .filter((drill) => isHoldOver(drill, nowMs))
    .flatMap(({ servers }) => servers.filter(isUp).flatMap(({ instanceId }) => instanceId ?? []));
  if (instances.length === 0) return ['No hold is over there, so nothing is terminated at once.'];
  const [are, their] = instances.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    `${counted(instances.length, 'instance')} ${are} terminated at once, because ${their} hold is over: ${named(instances)}.`,
  ];
}

function moved<One extends { region: string | null }>(one: One, region: string | null, state: Move['state']) {
  return one.region === region ? { ...one, state, inForce: state !== 'OPEN' } : one;
}

function isHoldOver({ phase, hold }: Drill, nowMs: number): boolean {
  if (phase === 'TERMINATING') return true;
  return phase === 'HOLDING' && hold.until !== null && Date.parse(hold.until) <= nowMs;
}
