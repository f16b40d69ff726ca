/** Invoked by performCheck: connects to the drill's instances from inside its subnets. */
export async function handler(_request: unknown): Promise<never> {
  throw new Error('the probe is not built yet');
}
