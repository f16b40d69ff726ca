/** API Gateway sends at most 10 MB; whatever sends more is not the API. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

/** The body of an answer; undefined: it is too large to be one of the API. */
export async function answerBody({ body }: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
