import { NoAnswer } from './noAnswer.ts';

/**
 * `fetch` that waits for the whole body, because a part of one would be taken for an answer. Throws a `NoAnswer` if it
 * does not come, and nothing else: whatever fails later is a fault of the page.
 */
export async function wholeAnswer(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { answer, body } = await received(new Request(url, init));
  const { status, statusText, headers } = answer;
  return new Response(BODILESS.includes(status) ? null : body, { status, statusText, headers });
}

async function received(request: Request): Promise<{ answer: Response; body: ArrayBuffer }> {
  try {
    const answer = await fetch(request);
    return { answer, body: await answer.arrayBuffer() };
  } catch (error) {
    throw new NoAnswer(error);
  }
}

/** A `Response` with one of these statuses refuses even an empty body. */
const BODILESS = [204, 205, 304];
