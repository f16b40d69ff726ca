import { type RequestSettings, readDrillRequest } from '../../api/drillRequest.ts';
import { invalidInput, pointer } from '../../api/input.ts';
import type { DrillRequest } from '../../drill/drill.ts';
import { patternOf } from '../../probe/pattern.ts';

/**
 * Reads a request for a drill, or throws a BadRequest that says what is wrong with it. Patterns of bodies are compiled
 * as the probe will compile them, up to the first that it would not take: a large one takes a quarter of a second.
 */
export function readRequest(body: unknown, settings: RequestSettings): DrillRequest {
  const request = readDrillRequest(body, settings);
  for (const [index, check] of (request.checks ?? []).entries())
    if (check.kind === 'HTTP' && check.bodyPattern !== undefined)
      refusePattern(check.bodyPattern, pointer('checks', index, 'bodyPattern'));
  return request;
}

function refusePattern(pattern: string, at: string): void {
  try {
    patternOf(pattern);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidInput([{ pointer: at, message: `must be a pattern that the probe takes; ${why}` }]);
  }
}
