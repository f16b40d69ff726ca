import { nameRequest } from '../wiring/logger.ts';

/** Makes a Lambda function of a door for machines: whatever it logs names the request. */
export function eventHandler<Payload, Answer>(work: (payload: Payload) => Promise<Answer>) {
  return async (payload: Payload, context?: { awsRequestId?: string }): Promise<Answer> => {
    nameRequest(context?.awsRequestId);
    return work(payload);
  };
}
