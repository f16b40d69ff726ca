import { BadRequest } from '../../api/problem.ts';
import type { HttpRequest } from './httpRequest.ts';

/** A request of SERVERS_PER_DRILL_MAX servers with points, waivers and tags stays well under this. */
const BODY_BYTES_MAX = 128 * 1024;

/** The JSON body of a request; undefined when there is none. Only handlers that need one read it. */
export function jsonBody({ body, headers }: HttpRequest): unknown {
  if (body === undefined || body === '') return undefined;
  if (Buffer.byteLength(body) > BODY_BYTES_MAX) {
    throw new BadRequest(413, 'body-too-large', `The body is larger than ${BODY_BYTES_MAX} bytes`);
  }
  const type = headers['content-type'] ?? 'application/json';
  if (!/^application\/([a-z0-9.-]+\+)?json\b/i.test(type)) {
    throw new BadRequest(415, 'not-json', `The body must be application/json, not ${type}`);
  }
  return parse(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadRequest(
      400,
      'malformed-json',
      `The body is not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}
