/** Not built yet. */
export function EndHold(_: { drillId: string }) {
  return null;
}
