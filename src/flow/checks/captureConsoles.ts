import type { ServerChecked } from '../../drill/checks/check.ts';
import type { Site } from '../../drill/drill.ts';
import type { ServerToCheck } from '../../drill/effects.ts';
import { CallFailed } from '../errors.ts';
import { inTurns } from '../inTurns.ts';
import { orRefusal } from '../perform/refusal.ts';
import type { Ports } from '../ports.ts';
import { keepOutputs } from './keepOutput.ts';

/** Keeps what instances show on their consoles. That proves nothing by itself: a person has to look. */
export async function captureConsoles(
  ports: Ports,
  site: Site,
  servers: readonly ServerToCheck[],
): Promise<ServerChecked[]> {
  return inTurns(servers, async ({ sourceServerId, instanceId }) => {
    const [output, screenshot] = await Promise.all([
      orRefusal(ports.consoles.output(site, instanceId)),
      orRefusal(ports.consoles.screenshot(site, instanceId)),
    ]);
    if (output instanceof CallFailed) return { sourceServerId, state: 'NOT_RUN', because: output.message };
    if (screenshot instanceof CallFailed) return { sourceServerId, state: 'NOT_RUN', because: screenshot.message };
    const kept = await keepOutputs(ports, [
      ...(output === null ? [] : [[Buffer.from(output), 'text/plain'] as [Uint8Array, 'text/plain']]),
      ...(screenshot === null ? [] : [[screenshot, 'image/jpeg'] as [Uint8Array, 'image/jpeg']]),
    ]);
    return { sourceServerId, state: 'NOT_RUN', because: becauseOf(output, screenshot), ...kept };
  });
}

function becauseOf(output: string | null, screenshot: Uint8Array | null): string {
  const captured = [...(screenshot === null ? [] : ['a screenshot']), ...(output === null ? [] : ['console output'])];
  return captured.length === 0
    ? 'EC2 has neither a screenshot nor console output of it'
    : `captured ${captured.join(' and ')}, which a person has to judge`;
}
