import { AwsFault, type Caller } from '../contract.ts';
import { type Input, optionalText, type Refuse, text } from '../requestFields.ts';
import { faultsNow, type SimulatedFunction, type World } from '../state.ts';

/**
 * AWS Lambda as far as the product needs it: Invoke, which waits for the answer. A function may take its time, so its
 * answer is a promise, `Answered`, for which the clients wait. Not simulated: functions as resources, versions,
 * asynchronous invocations, concurrency, logs.
 */
export function callFunctions(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  if (operation !== 'Invoke')
    throw new AwsFault('UnknownOperationException', 404, `The operation ${operation} of Lambda is not simulated.`);
  const name = nameOf(text(input, 'FunctionName', refuse, { longest: 170 }));
  optionalText(input, 'InvocationType', refuse, { oneOf: ['RequestResponse'] });
  const payload = payloadIn(input['Payload']);
  const handler = world.functions.get(name);
  if (handler === undefined) throw notFound(name, caller);
  return { Answered: answerOf(afterFaults(world, handler), payload, caller) };
}

/** Whether the response to a call is that of a function that still runs. */
export function isUnderWay(answer: Record<string, unknown>): answer is { Answered: Promise<Record<string, unknown>> } {
  return answer['Answered'] instanceof Promise;
}

/** Lambda developer guide, quotas: 6 MB for a request and for a response. */
const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

/** Lambda API reference, Invoke: a name, a full ARN or a partial one, with or without a qualifier. */
function nameOf(requested: string): string {
  const [, inArn] = /(?:^|:)function:([^:]+)(?::[^:]+)?$/.exec(requested) ?? [];
  return inArn ?? requested.split(':')[0] ?? requested;
}

function payloadIn(sent: unknown): unknown {
  const bytes = sent instanceof Uint8Array ? Buffer.from(sent) : Buffer.from(typeof sent === 'string' ? sent : '');
  if (bytes.length > PAYLOAD_BYTES_MAX)
    throw new AwsFault('RequestTooLargeException', 413, `Request must be smaller than ${PAYLOAD_BYTES_MAX} bytes`);
  try {
    return bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const message = `Could not parse request body into json: ${String(error)}`;
    throw new AwsFault('InvalidRequestContentException', 400, message);
  }
}

/** The function, or what the faults make of it. */
function afterFaults(world: World, handler: SimulatedFunction): SimulatedFunction {
  const faults = faultsNow(world);
  const { faultDice } = world;
  if (faultDice.chance(faults.functionFails)) return failing('Runtime.ExitError', 'Runtime exited: signal: killed');
  if (faultDice.chance(faults.functionTimesOut))
    return failing('Sandbox.Timedout', 'Task timed out after 60.00 seconds');
  return faultDice.chance(faults.functionAnswersNonsense) ? () => ({ nonsense: ['\u0000', null, 1e300] }) : handler;
}

function failing(name: string, message: string): SimulatedFunction {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
}

/** Lambda developer guide, function errors: 200 all the same, with the error as the payload. */
async function answerOf(
  handler: SimulatedFunction,
  payload: unknown,
  caller: Caller,
): Promise<Record<string, unknown>> {
  const done = { StatusCode: 200, ExecutedVersion: '$LATEST' };
  try {
    const Payload = bytesOf((await handler(payload, caller)) ?? null);
    if (Payload.length <= PAYLOAD_BYTES_MAX) return { ...done, Payload };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_BYTES_MAX} bytes).`;
    const error = { errorType: 'Function.ResponseSizeTooLarge', errorMessage };
    return { ...done, FunctionError: 'Unhandled', Payload: bytesOf(error) };
  } catch (thrown) {
    const { name: errorType, message: errorMessage } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { ...done, FunctionError: 'Unhandled', Payload: bytesOf({ errorType, errorMessage }) };
  }
}

function bytesOf(answer: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(JSON.stringify(answer)));
}

function notFound(name: string, { accountId, region }: Caller): AwsFault {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  return new AwsFault('ResourceNotFoundException', 404, `Function not found: ${arn}`, { members: { Type: 'User' } });
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault(
    'InvalidParameterValueException',
    400,
    `Value at '${field}' failed to satisfy constraint: ${message}`,
  );
};
