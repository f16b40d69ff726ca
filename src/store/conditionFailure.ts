/** Whether a single write failed because its condition did not hold. ElectroDB wraps the SDK's error. */
export function isConditionFailure(error: unknown): boolean {
  return (
    error instanceof Error && error.cause instanceof Error && error.cause.name === 'ConditionalCheckFailedException'
  );
}
