import type { Lever } from '../api/client.ts';
import { leverInForce } from './levers.ts';
import { useLevers } from './useLevers.ts';

/** The strictest closed lever that counts in a Region now; undefined: none, or not read yet. */
export function useLeverInForce(region: string): Lever | undefined {
  return leverInForce(useLevers().body?.levers ?? [], region);
}
