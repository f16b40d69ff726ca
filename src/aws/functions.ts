import { InvokeCommand, type InvokeCommandOutput } from '@aws-sdk/client-lambda';
import type { Site } from '../drill/drill.ts';
import type { CheckFunctions } from '../flow/checks/checkPorts.ts';
import { CallFailed } from '../flow/errors.ts';
import { textIn } from '../flow/unchecked.ts';
import { type ActingClient, refuseRepeating } from './actingClient.ts';
import { act, ask } from './calls.ts';
import { printable } from './printable.ts';

/** Customers' functions through Lambda's SDK. They may act, so no invocation is repeated. */
export function createCheckFunctions({ clientFor }: { clientFor: (site: Site) => ActingClient }): CheckFunctions {
  return {
    call: (site, functionArn, payload) => invoke(clientFor(site), functionArn, payload),
  };
}

/**
 * Invokes a function once and waits for its answer, which may be anything that JSON can say. When a function that only
 * looks has failed, the caller may invoke it again.
 */
export async function invoke(
  client: ActingClient,
  FunctionName: string,
  payload: object,
  { onlyLooks } = { onlyLooks: false },
): Promise<unknown> {
  await refuseRepeating(client, 'Lambda');
  const Payload = Buffer.from(JSON.stringify(payload));
  if (Payload.length > PAYLOAD_BYTES_MAX)
    throw new CallFailed('INVALID', `Invoke: ${Payload.length} bytes are more than Lambda takes (6 MB)`);
  const command = new InvokeCommand({ FunctionName, InvocationType: 'RequestResponse', Payload });
  const answer = await (onlyLooks ? ask : act)<InvokeCommandOutput>(client, 'Invoke', command);
  const text = textOf(answer.Payload);
  if (answer.FunctionError) throw functionFailed(onlyLooks ? 'UNAVAILABLE' : 'INVALID', answer.FunctionError, text);
  return parsed(text);
}

/** Lambda developer guide, quotas: 6 MB for a request and for a response. */
const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

function textOf(payload: Uint8Array | undefined): string {
  if (payload === undefined) return '';
  if (payload.length > PAYLOAD_BYTES_MAX)
    throw new CallFailed('INVALID', 'Invoke: the function answered more than 6 MB');
  return Buffer.from(payload).toString('utf8');
}

/** A function without a return value answers `null`, or nothing. */
function parsed(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new CallFailed('INVALID', 'Invoke: the function answered something that is not JSON');
  }
}

/** Lambda developer guide, function errors: the response is then an object with `errorType` and `errorMessage`. */
function functionFailed(kind: CallFailed['kind'], word: string, text: string): CallFailed {
  const error = errorIn(text);
  const words = [textIn(error, 'errorType') ?? word, textIn(error, 'errorMessage')].filter(
    (part) => part !== undefined,
  );
  return new CallFailed(kind, `Invoke: the function failed: ${printable(words.join(': '))}`);
}

function errorIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
