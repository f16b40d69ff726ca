import type { Drill, Launch } from '../drill.ts';

/** The value of the tag `Launch` on a launch. A lost launch is found by it. */
export function launchTag({ drillId }: Pick<Drill, 'drillId'>, { wave }: Pick<Launch, 'wave'>, index: number): string {
  return `${drillId}/${wave}/${index}`;
}
