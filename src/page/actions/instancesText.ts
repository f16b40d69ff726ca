import type { Drill, DrilledServer } from '../api/client.ts';
import { counted } from '../words/counted.ts';

/** What becomes of the instances of a drill. */
export interface Fate {
  /** Of one instance, as in `is terminated`. */
  one: string;
  many: string;
  /** Of what DRS is launching; without it, that is terminated as soon as the job has ended. */
  coming?: string;
}

/** What is up or may come up, in sentences: the instances of a drill by id, and the launches whose end is not known. */
export function instancesText(drill: Drill, fate: Fate): string[] {
  const up = drill.servers.filter(isUp).flatMap(({ instanceId }) => instanceId ?? []);
  const coming = drill.servers.filter((server) => mayComeUp(drill, server));
  const sentences = [];
  if (up.length > 0)
    sentences.push(
      `${up.length === 1 ? `1 instance is up and ${fate.one}` : `${up.length} instances are up and ${fate.many}`}: ${named(up)}.`,
    );
  if (coming.length > 0)
    sentences.push(
      `DRS is launching ${counted(coming.length, up.length > 0 ? 'more server' : 'server')}: ${named(coming.map(({ sourceServerId }) => sourceServerId))}. Their instances ${fate.coming ?? 'are terminated as soon as the job has ended'}.`,
    );
  return sentences;
}

/** It has an instance, and no termination of it was accepted. */
export function isUp({ instanceId, gone, reportedGone, terminationAcceptedAt }: DrilledServer): boolean {
  return instanceId !== null && gone === null && !reportedGone && terminationAcceptedAt === null;
}

/** Its launch is requested or runs, and nothing is known of its end. */
export function mayComeUp({ launches }: Drill, { sourceServerId, result, instanceId, gone }: DrilledServer): boolean {
  if (result !== null || instanceId !== null || gone !== null) return false;
  const open = launches.filter(({ state }) => state === 'REQUESTED' || state === 'STARTED');
  return open.some(({ sourceServerIds }) => sourceServerIds.includes(sourceServerId));
}

/** The first of many by name, and how many others there are. */
export function named(all: readonly string[]): string {
  const others = all.length - NAMED_MAX;
  return others <= 1 ? all.join(', ') : `${all.slice(0, NAMED_MAX).join(', ')} and ${others} more`;
}

const NAMED_MAX = 8;
