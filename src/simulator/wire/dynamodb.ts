import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Hands requests for DynamoDB and DynamoDB Streams on to the endpoint that serves the table, unchanged. */
export interface DynamodbProxy {
  /** Calls back with the answer's status, or null when no whole answer came. `body`: the request's, where it was read already. */
  forward(request: IncomingMessage, response: ServerResponse, done: Done, how?: How): void;
  close(): void;
}

type Done = (status: number | null) => void;

interface How {
  body?: Buffer | undefined;
  /** A lost reply belongs to work that was done. */
  losesReply?: boolean;
}

/** A proxy with connections of its own that are kept open. */
export function dynamodbProxy(endpoint: string): DynamodbProxy {
  const agent = new Agent({ keepAlive: true });
  const target = new URL(endpoint);
  return {
    forward(request, response, done, { body, losesReply = false } = {}) {
      const { method, url, headers } = request;
      const upstream = httpRequest({ agent, host: target.hostname, port: target.port, method, path: url, headers });
      upstream.on('response', (answer) => {
        if (losesReply) {
          response.destroy();
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // A broken answer breaks the caller's connection: that is all the caller can be told, and `done` hears of it too.
        pipeline(answer, response, () => undefined);
      });
      upstream.on('error', (error) => refuse(response, error));
      response.on('close', () => {
        if (!response.writableFinished) upstream.destroy();
        done(response.writableFinished ? response.statusCode : null);
      });
      if (body === undefined) request.pipe(upstream);
      else {
        upstream.write(body);
        upstream.end();
      }
    },
    close: () => agent.destroy(),
  };
}

/** Retryable for every SDK, as a real failure of DynamoDB would be. */
function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = `The DynamoDB behind the simulator does not answer: ${error.message}`;
  response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message }));
}
