import type { Instant, RecoveryPointChoice, Room } from './drill.ts';
import type { EffectKind } from './effectKeys.ts';

/** A server in a launch, with the point to recover to when the caller chose one. */
export interface ServerToLaunch {
  sourceServerId: string;
  /** Its live drill instance may be replaced: the caller waived that by name. */
  mayReplaceDrill: boolean;
}

export interface ServerToTerminate {
  sourceServerId: string;
  instanceId: string;
  jobId: string;
}

export interface ServerToSearch {
  sourceServerId: string;
  jobId: string;
  instanceId: string | null;
  /** The conversion servers of its launch, as far as DRS's log named them; absent when it named none. */
  conversionServerIds?: string[];
}

/** What a drill asks for: one question or one act, at most one job or SERVERS_PER_EFFECT servers each. */
export type Effect =
  | {
      kind: 'Inspect';
      sourceServerIds: string[];
      recoveryPoint: RecoveryPointChoice;
      /** Launch templates are read as well; they always are. */
      networks: boolean;
      /** Those whose live drill instance may be replaced, when it is one: the caller waived that by name. */
      mayReplaceDrill?: string[];
    }
  | { kind: 'FindBusy'; sourceServerIds: string[] }
  /** Which of these DRS knows. */
  | { kind: 'FindServers'; sourceServerIds: string[] }
  | { kind: 'ArmHardStop'; n: number; stopAt: Instant }
  | { kind: 'ArmWake'; n: number; wakeAt: Instant }
  | { kind: 'Wake' }
  | {
      kind: 'StartRecovery';
      launch: number;
      servers: ServerToLaunch[];
      recoveryPoint: RecoveryPointChoice;
      tags: Record<string, string>;
      /** Since when these servers have been ours to launch; a launch by others after that is a stranger's. */
      requestedAt: Instant;
      /** When the oldest of the looks began that this launch rests on: at its servers, their instances, and jobs. */
      lookedAt: Instant;
      /** When the oldest of the looks began that only an inspection makes; absent in what an earlier version has asked. */
      inspectedAt?: Instant;
      /** From when on a lost launch of this attempt or an earlier one is searched. */
      searchFrom: Instant;
      attempt: number;
      /** What all launches of the site together may take; absent in what an earlier version has asked. */
      room?: Room;
      /** The last look at jobs has found that they leave this one no room, so another look comes first. */
      crowded?: true;
    }
  | { kind: 'FindLaunch'; launch: number; sourceServerIds: string[]; tag: string; searchFrom: Instant }
  | { kind: 'FindJobs'; searchFrom: Instant }
  | { kind: 'LookAtLaunches'; jobIds: string[] }
  | {
      kind: 'LookAtInstances';
      wave: number;
      servers: { sourceServerId: string; jobId: string; instanceId: string | null }[];
    }
  | { kind: 'LookAtActions'; servers: { sourceServerId: string; jobId: string }[] }
  | { kind: 'LookAtPoints'; wave: number; servers: { sourceServerId: string; at: Instant }[] }
  | { kind: 'LookAtRecovery'; jobIds: string[] }
  | { kind: 'Terminate'; servers: ServerToTerminate[] }
  | { kind: 'LookForLeftovers'; servers: ServerToSearch[] }
  /** Why these instances do not go; the logs of the jobs that were to terminate them are read, the newest last. */
  | { kind: 'LookIntoLeak'; servers: { sourceServerId: string; instanceId: string }[]; terminateJobIds: string[] };

/** An effect that was decided: with its id in the drill and the delay (0 to DELAY_SECONDS_MAX) before it is performed. */
export interface RequestedEffect {
  effectId: string;
  delaySeconds: number;
  effect: Effect;
}

/** Acts change the world and are taken once; the others only ask and may be repeated. */
export const ACTS: ReadonlySet<EffectKind> = new Set(['StartRecovery', 'Terminate', 'ArmHardStop', 'ArmWake']);
