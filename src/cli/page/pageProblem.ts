/** Why the page's own server refuses a request, or could not pass it on (RFC 9457). */
export interface PageProblem {
  status: number;
  /** A machine-readable word. */
  code: string;
  title: string;
  /** What a person can do. */
  detail: string;
}

/** The members of the problem document, as the API has them. */
export function problemDocument({ code, ...said }: PageProblem): Record<string, unknown> {
  return { type: `urn:drs-drill:problem:${code}`, ...said, code };
}
