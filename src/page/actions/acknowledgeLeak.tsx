/** Not built yet. */
export function AcknowledgeLeak(_: { drillId: string }) {
  return null;
}
