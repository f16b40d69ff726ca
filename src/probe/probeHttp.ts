import type { Attempt, Observed } from './attempt.ts';
import { failure } from './failure.ts';
import { open } from './open.ts';
import { patternOf } from './pattern.ts';
import type { HttpTarget } from './probeRequest.ts';
import { BODY_BYTES_MAX, readAnswer } from './readAnswer.ts';
import { refusalOf } from './refusal.ts';
import { secure } from './secure.ts';

/** Sends one request and judges its answer. It follows nothing that the answer says. */
export async function probeHttp(target: HttpTarget, attempt: Attempt): Promise<Observed> {
  const refusal = refusalOf(target.address);
  if (refusal !== undefined) return { result: 'REFUSED', message: refusal };
  try {
    const socket = await open(attempt, target.address, target.port);
    await readAnswer(target, attempt, target.tls ? await secure(target, attempt, socket) : socket);
  } catch (error) {
    return failure(target, attempt, error);
  }
  return judged(target, attempt);
}

function judged({ statuses, bodyPattern }: HttpTarget, { status = 0, body, end }: Attempt): Observed {
  if (!statuses.includes(status)) {
    return { result: 'OTHERWISE', message: `answered ${status}, expected ${statuses.join(' or ')}` };
  }
  if (bodyPattern === undefined) return { result: 'ANSWERED', message: `answered ${status}` };
  // To search for a pattern is a computation that no timer interrupts.
  if (performance.now() > end) {
    return { result: 'LATE', message: `answered ${status}, but no time was left to search its body for the pattern` };
  }
  const read = Buffer.concat(body);
  if (patternOf(bodyPattern)(read.toString('utf8'))) {
    return { result: 'ANSWERED', message: `answered ${status}, and the body contains the pattern` };
  }
  const searched = read.length < BODY_BYTES_MAX ? 'the body does' : 'the first 64 KiB of the body do';
  return { result: 'OTHERWISE', message: `${searched} not contain the pattern` };
}
