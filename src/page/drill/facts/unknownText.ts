import type { Drill } from '../../api/client.ts';

/** What is not known of a drill, as in `not counted yet`: once it has ended, nothing more comes. */
export function unknownText(what: string, { phase }: Pick<Drill, 'phase'>): string {
  return phase === 'ENDED' ? what : `${what} yet`;
}
