import type { Problem } from './client.ts';
import { notADocument } from './noAnswer.ts';

/** A body of the API with the entity tag of its version, if it has one. */
export interface Answer<Body> {
  body: Body;
  etag: string | null;
}

/** The body of a successful answer. Throws a `Refusal` for every other answer of the API or of the page's server. */
export async function answerOf<Answered extends Raw>(pending: Promise<Answered>): Promise<Answer<Body<Answered>>> {
  const { status, data, headers }: Raw = await pending.catch(unread);
  if (status < 200 || status > 299) throw refusalOf(status, data);
  if (status !== 204 && (typeof data !== 'object' || data === null)) throw notADocument();
  return { body: data as Body<Answered>, etag: headers.get('etag') };
}

/** Only JSON that was cut, or is none, does not parse. */
function unread(error: unknown): never {
  throw error instanceof SyntaxError ? notADocument(error) : error;
}

interface Raw {
  status: number;
  data?: unknown;
  headers: Headers;
}

/** The body of an answer with 200, 201 or 202. */
type Body<Answered> = Answered extends { status: 200 | 201 | 202; data: infer Data } ? Data : never;

/** An answer that is no success, with its problem document (RFC 9457). */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
  }
}

/** API Gateway answers some requests itself, with `{"message": "…"}`. */
function refusalOf(status: number, data: unknown): Refusal {
  const said: Partial<Problem> & { message?: string } = typeof data === 'object' && data !== null ? data : {};
  const detail = said.detail ?? said.message ?? `The API answered ${status}.`;
  const problem = { type: 'about:blank', title: detail, code: `http-${status}`, ...said, status, detail };
  return new Refusal(status, problem as Problem);
}
