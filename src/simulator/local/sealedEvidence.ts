import type { LocalWorld } from './localWorld.ts';

/**
 * Where the simulated S3 has the first bundle of a drill that has ended. Null when it is not sealed within half a
 * minute, which a machine under load may need.
 */
export async function sealedEvidence({ world }: LocalWorld, drillId: string): Promise<string | null> {
  for (let looks = 1; looks <= LOOKS_MAX; looks++) {
    const names = Object.keys(world.state().objects ?? {});
    const envelope = names.find((name) => name.endsWith(`/bundles/${drillId}/first/envelope.json`));
    if (envelope !== undefined) return `s3://${envelope}`;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

const LOOK_MS = 250;
const LOOKS_MAX = 120;
