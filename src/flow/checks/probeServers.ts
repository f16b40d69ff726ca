import { PROBE_TIMEOUT_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { ServerChecked } from '../../drill/checks/check.ts';
import type { HttpTerms, TcpTerms } from '../../drill/checks/checkTerms.ts';
import type { Site } from '../../drill/drill.ts';
import type { ServerToCheck } from '../../drill/effects.ts';
import type { HttpTarget, ProbeResult, ProbeTarget, TcpTarget } from '../../probe/probeRequest.ts';
import { inTurns } from '../inTurns.ts';
import type { Ports } from '../ports.ts';
import { type Addressed, addressed } from './addressed.ts';
import { keepOutput } from './keepOutput.ts';
import { asExpected, placeFor, probed } from './probed.ts';

/** Asks each server over HTTP or TCP, and its control, which must not pass. */
export async function probeServers(
  ports: Ports,
  site: Site,
  terms: HttpTerms | TcpTerms,
  servers: readonly ServerToCheck[],
): Promise<ServerChecked[]> {
  const placed = placeFor(ports, site, servers);
  if ('without' in placed) return placed.without;
  const { reachable, others } = await addressed(ports, site, servers);
  const results = await probed(
    ports,
    reachable.map((server) => targetsOf(terms, server)),
  );
  const checked = reachable.map(({ sourceServerId }, index) => {
    const [seen, control] = [sourceServerId, controlOf(sourceServerId)].map((id) => results[index]?.get(id));
    return { sourceServerId, ...judged(seen, control), seen };
  });
  return [...others, ...(await inTurns(checked, (one) => withOutput(ports, one)))];
}

async function withOutput(
  ports: Ports,
  { seen, ...checked }: ServerChecked & { seen: ProbeResult | undefined },
): Promise<ServerChecked> {
  return seen === undefined ? checked : { ...checked, ...(await keepOutput(ports, seen)) };
}

/** A check that cannot fail proves nothing. */
function judged(
  seen: ProbeResult | undefined,
  control: ProbeResult | undefined,
): Pick<ServerChecked, 'state' | 'because'> {
  if (seen?.result === 'ANSWERED' && control?.result === 'ANSWERED')
    return { state: 'NOT_RUN', because: `it cannot fail: its control passed, too (${control.message})` };
  if (seen?.result === 'ANSWERED' && control?.result === 'LATE')
    return { state: 'TIMED_OUT', because: `its control had no time: ${control.message}` };
  return asExpected(seen);
}

function targetsOf(terms: HttpTerms | TcpTerms, { sourceServerId, instance }: Addressed): ProbeTarget[] {
  const target = targetOf(terms, sourceServerId, instance.privateAddress);
  if (terms.control === undefined) return [target];
  return [target, { ...target, ...terms.control, id: controlOf(sourceServerId) }];
}

function targetOf(terms: HttpTerms | TcpTerms, id: string, address: string): HttpTarget | TcpTarget {
  const every = { id, address, port: terms.port, timeoutMilliseconds: PROBE_TIMEOUT_SECONDS * SECOND_MS };
  if (terms.kind === 'TCP') return { kind: 'TCP', ...every };
  const { tls, path, host, verifyTls, statuses, bodyPattern } = terms;
  return {
    kind: 'HTTP',
    ...every,
    ...{ tls, path, statuses },
    ...(host !== undefined && { host }),
    ...(verifyTls === false && { verifyTls }),
    ...(bodyPattern !== undefined && { bodyPattern }),
  };
}

function controlOf(sourceServerId: string): string {
  return `${sourceServerId}/control`;
}
