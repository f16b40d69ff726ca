const DELIVERIES_MAX = 5;
const PAUSE_MS = 500;

/**
 * Delivers a dead letter to its function until it succeeds; false when it never does. On a busy machine a function may
 * run out of time once, and only its own stream, queue or event would try it again.
 */
export async function redelivered(deliver: () => Promise<unknown>, pauseMs = PAUSE_MS): Promise<boolean> {
  for (let deliveries = 1; ; deliveries++) {
    const isDone = await deliver().then(hasTakenAll, () => false);
    if (isDone || deliveries === DELIVERIES_MAX) return isDone;
    await new Promise((resolve) => setTimeout(resolve, pauseMs * deliveries));
  }
}

/** Lambda developer guide, DynamoDB streams: a function that reports which records failed does not fail itself. */
function hasTakenAll(answer: unknown): boolean {
  const { batchItemFailures = [] } = Object(answer) as { batchItemFailures?: unknown[] };
  return batchItemFailures.length === 0;
}
