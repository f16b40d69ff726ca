import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Forwards requests for DynamoDB and DynamoDB Streams, unchanged, to the endpoint that serves the table. */
export interface DynamodbProxy {
  /**
   * Calls `done` with the response status, or null when no complete response arrived. `body`: the request body, if
   * already read.
   */
  forward(request: IncomingMessage, response: ServerResponse, done: Done, how?: How): void;
  close(): void;
}

type Done = (status: number | null) => void;

interface How {
  body?: Buffer | undefined;
  /** The call is carried out, and only its response is lost. */
  losesReply?: boolean;
}

/** A proxy that keeps its own connections open. */
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
        // A broken response closes the caller's connection, which is all that can be signalled. `done` gets null.
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

/** Retryable for every SDK, like a real failure of DynamoDB. */
function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = `The DynamoDB behind the simulator does not respond: ${error.message}`;
  response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message }));
}
