import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import type { Protocol } from './exchange.ts';

/** EventBridge's wire format (EventBridge API reference: AWS JSON 1.1, target `AWSEvents`). */
export const events: Protocol = {
  read: (request) => awsJsonCall(request, 'AWSEvents.'),
  answer: (_call, output, requestId) => awsJsonAnswer(output, requestId, '1.1'),
  fault: (fault, requestId) => awsJsonFault(fault, requestId, '1.1'),
};
