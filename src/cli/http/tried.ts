export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** What came of one attempt. */
export type Tried = { error: unknown } | (Answer<unknown> & { text: string });
