/** Not built yet. */
export function CancelDrill(_: { drillId: string }) {
  return null;
}
