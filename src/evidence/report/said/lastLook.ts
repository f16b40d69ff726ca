import type { Drill } from '../../../drill/drill.ts';

/** The look before the termination, in words. Without a hold it ends none. */
export function lastLook({ holdBeganAt }: Drill): string {
  return holdBeganAt === undefined ? 'the last look before the termination' : 'the end of the hold';
}
