import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import type { Protocol } from './exchange.ts';

/** The wire format of KMS (KMS API reference: AWS JSON 1.1, target `TrentService`), in which bytes are base64. */
export const kms: Protocol = {
  read: (request) => {
    const { operation, input } = awsJsonCall(request, 'TrentService.');
    const { Message } = input;
    return {
      operation,
      input: typeof Message === 'string' ? { ...input, Message: Buffer.from(Message, 'base64') } : input,
    };
  },
  answer: (_call, output, requestId) => awsJsonAnswer(inBase64(output), requestId, '1.1'),
  fault: (fault, requestId) => awsJsonFault(fault, requestId, '1.1'),
};

function inBase64(output: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries(output).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  ]);
  return Object.fromEntries(members);
}
