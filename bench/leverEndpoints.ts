import { handler as setLever } from '../src/handlers/http/setLever.ts';
import { handler as startDrill } from '../src/handlers/http/startDrill.ts';

export const SITE = { accountId: '111122223333', region: 'eu-west-1' };

export interface Answer {
  failed: boolean;
  milliseconds: number;
}

/** The result and duration of an act. An act that throws has failed. */
export async function timed(act: () => Promise<unknown>): Promise<Answer> {
  const began = performance.now();
  const failed = await act().then(
    () => false,
    () => true,
  );
  return { failed, milliseconds: performance.now() - began };
}

export function start(sourceServerId: string): Promise<void> {
  return call(startDrill, { waves: [{ sourceServerIds: [sourceServerId] }], holdSeconds: 300, reason: 'bench' });
}

export function move(reason: string): Promise<void> {
  return call(setLever, { state: 'OPEN', region: SITE.region, reason });
}

async function call(endpoint: typeof startDrill, body: unknown): Promise<void> {
  const authorizer = { iam: { userArn: 'arn:aws:iam::111122223333:user/bench' } };
  const headers = { 'content-type': 'application/json', 'if-match': '*' };
  const event = { requestContext: { requestId: 'bench', authorizer }, headers, body: JSON.stringify(body) };
  const { statusCode } = await endpoint(event, CONTEXT);
  if (statusCode >= 400) throw new Error(`the response was ${statusCode}`);
}

const CONTEXT = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 28_000 } as Parameters<typeof startDrill>[1];
