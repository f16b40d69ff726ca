import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import type { Attempt } from './attempt.ts';
import type { HttpTarget } from './probeRequest.ts';

/** What is read of a body; 50 of them in Base64 fit the answer of a function (Lambda quotas: 6 MB). */
export const BODY_BYTES_MAX = 64 * 1024;
const HEADER_BYTES_MAX = 16 * 1024;
/** Answers of status 1xx that come before the real one. */
const INTERIM_MAX = 16;

/** Sends one GET request, and reads the status and the beginning of the body into the attempt. */
export async function readAnswer(target: HttpTarget, attempt: Attempt, connection: Socket): Promise<void> {
  attempt.stage = 'AWAITING';
  const sent = send(target, connection);
  let failed: Error | undefined;
  sent.on('error', (error) => {
    failed ??= error;
  });
  const answer = await answerTo(sent);
  attempt.stage = 'READING';
  attempt.status = answer.statusCode ?? 0;
  try {
    await readBody(answer, attempt);
  } catch (error) {
    // The request knows why the parser gave up; the answer only that it did.
    throw failed ?? error;
  }
}

function send(target: HttpTarget, connection: Socket): ClientRequest {
  const sent = request({
    createConnection: () => connection,
    path: target.path,
    headers: {
      host: target.host ?? authority(target),
      'user-agent': 'drs-drill',
      accept: '*/*',
      'accept-encoding': 'identity',
    },
    maxHeaderSize: HEADER_BYTES_MAX,
    insecureHTTPParser: false,
  });
  sent.end();
  return sent;
}

/** As a browser writes it (RFC 9110: Host). */
function authority({ address, port, tls }: HttpTarget): string {
  const literal = isIPv6(address) ? `[${address}]` : address;
  return port === (tls ? 443 : 80) ? literal : `${literal}:${port}`;
}

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  let interim = 0;
  sent.on('information', () => {
    if (++interim > INTERIM_MAX) sent.destroy(new TooManyInterimAnswers());
  });
  // A change of protocol (101) is an answer without a body.
  const [answer] = await Promise.race([once(sent, 'response'), once(sent, 'upgrade')]);
  return answer;
}

async function readBody(answer: IncomingMessage, attempt: Attempt): Promise<void> {
  let left = BODY_BYTES_MAX;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    attempt.body.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
}

class TooManyInterimAnswers extends Error {
  code = 'TOO_MANY_INTERIM_ANSWERS';
}
