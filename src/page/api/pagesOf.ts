import type { Answer } from './answers.ts';

/** The pages of a list of the API, each as large as it gives them. */
export async function* pagesOf<Body extends { cursor: string | null }>(
  read: (page: { limit: number; cursor?: string }) => Promise<Answer<Body>>,
): AsyncGenerator<Body> {
  let cursor: string | null | undefined;
  do {
    const { body } = await read({ limit: PAGE_ITEMS, ...(cursor && { cursor }) });
    yield body;
    cursor = body.cursor;
  } while (cursor !== null);
}

const PAGE_ITEMS = 100;
