import { PROBE_BUDGET_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { ServerChecked } from '../../drill/checks/check.ts';
import type { ProbeResult, ProbeTarget } from '../../probe/probeRequest.ts';
import type { Ports } from '../ports.ts';

/** What the probe saw of each target, by the target's id. */
export async function probed(ports: Ports, targets: ProbeTarget[]): Promise<Map<string, ProbeResult>> {
  if (targets.length === 0) return new Map();
  const { results } = await ports.probe.run({ budgetMilliseconds: PROBE_BUDGET_SECONDS * SECOND_MS, targets });
  return new Map(results.map((result) => [result.id, result]));
}

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

/** Every server without a result, where no probe is deployed. */
export function withoutProbe(sourceServerIds: readonly string[]): ServerChecked[] {
  const because = 'this deployment has no probe; its parameters probeSubnets and probeSecurityGroups are empty';
  return sourceServerIds.map((sourceServerId) => ({ sourceServerId, state: 'NOT_RUN', because }));
}
