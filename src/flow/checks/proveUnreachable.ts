import { PROBE_TIMEOUT_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { ServerChecked } from '../../drill/checks/check.ts';
import type { UnreachableTerms } from '../../drill/checks/checkTerms.ts';
import type { Network, Site } from '../../drill/drill.ts';
import type { ServerToCheck } from '../../drill/effects.ts';
import type { ProbeResult, ProbeTarget } from '../../probe/probeRequest.ts';
import { inTurns } from '../inTurns.ts';
import type { Ec2Instance, Ports } from '../ports.ts';
import { addressed } from './addressed.ts';
import { keepOutput } from './keepOutput.ts';
import { placeFor, probed } from './probed.ts';

/**
 * Whether a host is out of reach from where the instances are. The probe stands in for an instance only in the same
 * subnet with the same security groups, and its failure to connect counts only while it reaches the instance.
 */
export async function proveUnreachable(
  ports: Ports,
  site: Site,
  terms: UnreachableTerms,
  servers: readonly ServerToCheck[],
): Promise<ServerChecked[]> {
  const placed = placeFor(ports, site, servers);
  if ('without' in placed) return placed.without;
  const { place } = placed;
  const { reachable, others } = await addressed(ports, site, servers);
  const alike = reachable.filter(({ instance }) => isPlaceOf(place, instance));
  const elsewhere = reachable
    .filter((one) => !alike.includes(one))
    .map(({ sourceServerId, instance }) => ({
      sourceServerId,
      state: 'NOT_RUN' as const,
      because: `the probe is in ${said(place)}, the instance in ${said(placeOf(instance))}; use an SSM check there`,
    }));
  const timeoutMilliseconds = PROBE_TIMEOUT_SECONDS * SECOND_MS;
  const { host, port } = terms;
  const controls: ProbeTarget[][] = alike.map(({ sourceServerId: id, instance: { privateAddress: address } }) => [
    { kind: 'TCP', ...{ id, address, port: terms.control.port, timeoutMilliseconds } },
  ]);
  const results = await probed(ports, controls, [{ kind: 'HOST', id: HOST, host, port, timeoutMilliseconds }]);
  const checked = await inTurns([...alike.entries()], async ([index, { sourceServerId }]) => {
    const seen = results[index]?.get(HOST);
    const result = judged(`${host} port ${port}`, said(place), seen, results[index]?.get(sourceServerId));
    return { sourceServerId, ...result, ...(seen && (await keepOutput(ports, { place, seen }))) };
  });
  return [...others, ...elsewhere, ...checked];
}

const HOST = 'host';

function judged(
  target: string,
  place: string,
  seen: ProbeResult | undefined,
  control: ProbeResult | undefined,
): Pick<ServerChecked, 'state' | 'because'> {
  if (seen?.result === 'ANSWERED') return { state: 'FAILED', because: `${target} is reachable from ${place}` };
  if (seen?.result === 'OTHERWISE')
    return { state: 'FAILED', because: `something answers at ${target} from ${place}: ${seen.message}` };
  if (seen?.result !== 'UNREACHED')
    return { state: 'NOT_RUN', because: seen?.message ?? 'the probe did not answer about the host' };
  if (control?.result !== 'ANSWERED') {
    const why = control?.message ?? 'the probe did not answer about it';
    return { state: 'NOT_RUN', because: `the control was not reached either, so this proves nothing: ${why}` };
  }
  return { state: 'PASSED', because: `${target} is not reachable from ${place}` };
}

function placeOf({ subnetId, securityGroupIds }: Ec2Instance): Network {
  return { subnetIds: subnetId === null ? [] : [subnetId], securityGroupIds };
}

function isPlaceOf(place: Network, instance: Ec2Instance): boolean {
  return place.subnetIds.length === 1 && said(place) === said(placeOf(instance));
}

function said({ subnetIds, securityGroupIds }: Network): string {
  return `subnet ${subnetIds.join(', ')} with groups ${[...securityGroupIds].sort().join(', ')}`;
}
