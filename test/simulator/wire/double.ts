import { AwsFault, type Caller, type Service } from '../../../src/simulator/aws/contract.ts';
import { type SeenCall, startWire, type Wire } from '../../../src/simulator/wire/server.ts';

/** A call that reached the world behind the endpoint. */
export interface RequestedCall {
  service: Service;
  operation: string;
  input: Record<string, unknown>;
  caller: Caller;
  drillId: string | undefined;
}

/**
 * The endpoint in front of a world that gives every call the same response and records the calls, to test the
 * endpoint itself.
 */
export async function wireBefore(
  answer: Record<string, unknown> | Error,
): Promise<Wire & { requested: RequestedCall[]; seen: SeenCall[] }> {
  const requested: RequestedCall[] = [];
  const seen: SeenCall[] = [];
  const call = (
    service: Service,
    operation: string,
    input: Record<string, unknown>,
    caller: Caller,
    about?: { drillId?: string },
  ) => {
    requested.push({ service, operation, input, caller, drillId: about?.drillId });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const wire = await startWire({
    world: { call },
    port: 0,
    dynamodbEndpoint: NOBODY,
    onCall: (passed) => seen.push(passed),
  });
  return { ...wire, requested, seen };
}

/** The client settings of a shell's environment: an endpoint, a Region, made-up credentials. One try only. */
export function clientSettings(endpoint: string, region = 'eu-central-1') {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  return { endpoint, region, credentials, maxAttempts: 1 };
}

/** A throttling error as DRS sends it. */
export const throttled = new AwsFault('ThrottlingException', 429, 'Rate exceeded', {
  members: { serviceCode: 'drs', quotaCode: 'L-1' },
  retryAfterSeconds: 7,
});

/** Port 9 is the discard port: nothing listens there. */
export const NOBODY = 'http://127.0.0.1:9';
