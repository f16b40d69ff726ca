/**
 * What an effect of each kind is about: at most one effect is open for a key. A number is the place of a launch, a wave or a part of
 * the servers, or the count of a wake.
 */
export interface KeysByKind {
  FindServers: 'known';
  Inspect: `inspect/${number}` | `inspect/${number}/${string}`;
  FindBusy: 'busy';
  ArmHardStop: 'hardStop';
  ArmWake: `wake/${number}`;
  Wake: `wake/${number}`;
  StartRecovery: `start/${number}`;
  FindLaunch: `find/${number}`;
  FindJobs: 'jobs';
  LookAtLaunches: 'launches';
  LookAtInstances: `instances/${number}/${number}` | 'watch';
  LookAtActions: `actions/${number}`;
  LookAtPoints: `points/${number}/${number}`;
  LookAtRecovery: 'recoveries';
  Terminate: `terminate/${number}` | `terminate/early/${number}`;
  LookForLeftovers: `leftovers/${number}`;
  LookIntoLeak: 'leak';
}

export type EffectKind = keyof KeysByKind;

export type EffectKey = KeysByKind[EffectKind];

/** What several keys begin with, before a slash. */
export type KeyGroup = 'instances' | `instances/${number}` | 'points' | `points/${number}` | 'terminate' | 'leftovers';

/** The launch that an effect was to start; undefined when it is of another kind. */
export function launchStartedBy({ kind, key }: { kind: EffectKind; key: EffectKey }): number | undefined {
  return kind === 'StartRecovery' ? Number(key.slice('start/'.length)) : undefined;
}
