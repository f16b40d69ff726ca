import type { Drill, Launch } from './drill.ts';

/** What the tag `Launch` says of a launch of a drill, by which a lost one is found again. */
export function launchTag({ drillId }: Pick<Drill, 'drillId'>, { wave }: Pick<Launch, 'wave'>, index: number): string {
  return `${drillId}/${wave}/${index}`;
}
