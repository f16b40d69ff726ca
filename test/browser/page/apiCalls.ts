/** A call of the API that must succeed. The answer is JSON. */
export async function called<Answer>(
  api: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...sent,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

/** Starts a drill and says its id. */
export async function startedDrill(api: string, body: object): Promise<string> {
  const { drillId } = await called<{ drillId: string }>(api, 'POST', '/v1/drills', body, {
    'idempotency-key': crypto.randomUUID(),
  });
  return drillId;
}

/** Waits until a drill is in a phase. */
export async function inPhase(api: string, drillId: string, phase: string): Promise<void> {
  for (;;) {
    const drill = await called<{ phase: string }>(api, 'GET', `/v1/drills/${drillId}`);
    if (drill.phase === phase) return;
    if (drill.phase === 'ENDED') throw new Error(`${drillId} has ended: ${JSON.stringify(drill)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
