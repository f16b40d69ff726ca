import { nameRequest } from '../wiring/logger.ts';

/** Makes a Lambda function of an event handler. Each line of its log names the request. */
export function eventHandler<Payload, Answer>(work: (payload: Payload) => Promise<Answer>) {
  return async (payload: Payload, context?: { awsRequestId?: string }): Promise<Answer> => {
    nameRequest(context?.awsRequestId);
    return work(payload);
  };
}
