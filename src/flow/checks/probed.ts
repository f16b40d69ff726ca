import { PROBE_BUDGET_SECONDS, PROBE_TARGETS_MAX, SECOND_MS } from '../../drill/bounds.ts';
import type { ServerChecked } from '../../drill/checks/check.ts';
import type { Site } from '../../drill/drill.ts';
import type { ServerToCheck } from '../../drill/effects.ts';
import { inChunks } from '../../drill/step.ts';
import type { ProbeResult, ProbeTarget } from '../../probe/probeRequest.ts';
import type { Ports } from '../ports.ts';
import type { ProbePlace } from './checkPorts.ts';

/**
 * What the probe saw of the targets of these servers, by their ids: in as many calls as it takes, at once. A server's
 * targets are of one call, and so are the shared ones in every call.
 */
export async function probed(ports: Ports, servers: ProbeTarget[][], shared: ProbeTarget[] = []): Promise<Seen[]> {
  const each = Math.max(...servers.map((targets) => targets.length));
  const calls = inChunks(servers, Math.floor((PROBE_TARGETS_MAX - shared.length) / each));
  const seen = calls.map(async (call) => {
    const targets = [...shared, ...call.flat()];
    const { results } = await ports.probe.run({ budgetMilliseconds: PROBE_BUDGET_SECONDS * SECOND_MS, targets });
    const found = new Map(results.map((result) => [result.id, result]));
    return call.map(() => found);
  });
  return (await Promise.all(seen)).flat();
}

/** What was seen in the call of a server, by the target's id. */
export type Seen = ReadonlyMap<string, ProbeResult>;

/** How a check ended on a server, by what the probe saw of its target. */
export function asExpected(result: ProbeResult | undefined): Pick<ServerChecked, 'state' | 'because'> {
  if (result === undefined) return { state: 'NOT_RUN', because: 'the probe did not answer about it' };
  const { message: because } = result;
  switch (result.result) {
    case 'ANSWERED':
      return { state: 'PASSED', because };
    case 'OTHERWISE':
    case 'UNREACHED':
      return { state: 'FAILED', because };
    case 'LATE':
      return { state: 'TIMED_OUT', because };
    case 'REFUSED':
      return { state: 'NOT_RUN', because };
  }
}

/** The place of the probe, if it can reach a site; otherwise every server without a result. */
export function placeFor(
  ports: Ports,
  { region }: Site,
  servers: readonly ServerToCheck[],
): { place: ProbePlace } | { without: ServerChecked[] } {
  const place = ports.probe.place();
  if (place?.region === region) return { place };
  const because =
    place === null
      ? 'this deployment has no probe; its parameters probeSubnets and probeSecurityGroups are empty'
      : `the probe is in ${place.region}, where its address may be another machine's; use an SSM check in ${region}`;
  return { without: servers.map(({ sourceServerId }) => ({ sourceServerId, state: 'NOT_RUN', because })) };
}
