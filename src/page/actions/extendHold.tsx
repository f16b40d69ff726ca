/** Not built yet. */
export function ExtendHold(_: { drillId: string }) {
  return null;
}
