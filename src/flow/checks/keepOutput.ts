import type { ServerChecked } from '../../drill/checks/check.ts';
import { CallFailed } from '../errors.ts';
import type { Ports } from '../ports.ts';

/** Keeps an output as JSON. */
export function keepOutput(ports: Ports, output: object): Promise<Pick<ServerChecked, 'outputs'>> {
  return keepOutputs(ports, [[Buffer.from(JSON.stringify(output)), 'application/json']]);
}

/** Keeps outputs. A result stands without them, because an application works whether or not a bucket answers. */
export async function keepOutputs(
  { outputs, log }: Pick<Ports, 'outputs' | 'log'>,
  contents: [content: Uint8Array, type: 'application/json' | 'text/plain' | 'image/jpeg'][],
): Promise<Pick<ServerChecked, 'outputs'>> {
  try {
    const kept = await Promise.all(contents.map(([content, type]) => outputs.keep(content, type)));
    return kept.length === 0 ? {} : { outputs: kept };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    log.error('the output of a check was not kept', { kind: error.kind, message: error.message });
    return {};
  }
}
