import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import type { Protocol } from './exchange.ts';

/** CloudTrail's wire format (CloudTrail API reference: AWS JSON 1.1, target `CloudTrail_20131101`). */
export const cloudTrail: Protocol = {
  read: (request) => awsJsonCall(request, 'CloudTrail_20131101.'),
  answer: (_call, output, requestId) => awsJsonAnswer(output, requestId, '1.1'),
  fault: (fault, requestId) => awsJsonFault(fault, requestId, '1.1'),
};
