/**
 * What an effect of each kind is about. At most one effect is open per key. A number is the index of a launch, a wave
 * or a group of servers, or the count of a wake.
 */
export interface KeysByKind {
  FindCandidates: 'candidates';
  FindServers: 'known';
  Inspect: `inspect/${number}` | `inspect/${number}/${string}`;
  FindBusy: 'busy';
  Forecast: 'forecast';
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
  Terminate: `terminate/${number}` | `terminate/early/${number}/${number}`;
  LookForLeftovers: `leftovers/${number}`;
  LookIntoLeak: 'leak';
  RunCheck: `check/${number}/${number}`;
  SendCommand: `command/${number}/${number}`;
  LookAtCommand: `commandLook/${number}/${number}`;
  CallFunction: `function/${number}`;
}

export type EffectKind = keyof KeysByKind;

export type EffectKey = KeysByKind[EffectKind];

/** A prefix that several keys share, before a slash. */
export type KeyGroup = 'instances' | `instances/${number}` | 'points' | `points/${number}` | 'terminate' | 'leftovers';

/** The launch that an effect starts; undefined for other kinds. */
export function launchStartedBy({ kind, key }: { kind: EffectKind; key: EffectKey }): number | undefined {
  return kind === 'StartRecovery' ? Number(key.slice('start/'.length)) : undefined;
}

/** The check that an effect is for, by its place in the request, and the group of its servers. */
export function checkOfEffect({ key }: { key: EffectKey }): { index: number; group: number } {
  const [, index, group = 0] = key.split('/');
  return { index: Number(index), group: Number(group) };
}
