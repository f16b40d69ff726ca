export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** The result of one attempt. */
export type Tried = { error: unknown } | (Answer<unknown> & { text: string });
