/** The body of a plan with the request of a drill. A plan holds no dry run, and none of another plan. */
export function requestedPlan(body: Record<string, unknown>): Record<string, unknown> {
  const { dryRun: _, plan: __, planVersion: ___, ...kept } = body;
  return kept;
}
