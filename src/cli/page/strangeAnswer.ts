import type { Transport } from '../http/httpClient.ts';
import type { PageProblem } from './pageProblem.ts';

/**
 * What a successful answer means that is neither a document of the API nor of the type that was wanted; undefined for
 * one that is.
 */
export function strangeAnswer(
  { status, headers }: Response,
  text: string,
  accept: string | undefined,
  { api }: Transport,
): PageProblem | undefined {
  const [type = ''] = headers.get('content-type')?.split(';') ?? [];
  const isForm = type !== '' && accept?.includes(type) === true && !type.includes('json');
  if (status < 200 || status > 299 || status === 204 || isForm || isDocument(text)) return undefined;
  const detail = `${api.origin} answered ${status} without a document of the API. Something in between may have answered, for example a proxy or the sign-in page of a network.`;
  return { status: 502, code: 'not-the-api', title: 'This is not the API', detail };
}

function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
