import type { CommandTerms, FunctionTerms, LookTerms } from './checks/checkTerms.ts';
import type { Choice, Instant, RecoveryPointChoice, Room } from './drill.ts';
import type { EffectKind } from './effectKeys.ts';
import type { PlannedWave } from './forecast.ts';

/** A server in a launch, with its recovery point when the caller chose one. */
export interface ServerToLaunch {
  sourceServerId: string;
  /** Its live drill instance may be replaced: the caller waived that check for this server. */
  mayReplaceDrill: boolean;
}

/** An instance that is to be terminated, or to get a command. Both need proofs that it is this drill's. */
export interface ServerToTerminate {
  sourceServerId: string;
  instanceId: string;
  jobId: string;
}

export interface ServerToSearch {
  sourceServerId: string;
  jobId: string;
  instanceId: string | null;
  /** The conversion servers of its launch that DRS's job log names; absent when it names none. */
  conversionServerIds?: string[];
}

/** What a drill requests: one question or one act. Each covers at most one job or SERVERS_PER_EFFECT servers. */
export type Effect =
  | {
      kind: 'Inspect';
      sourceServerIds: string[];
      recoveryPoint: RecoveryPointChoice;
      /** Launch templates are read as well. They always are. */
      networks: boolean;
      /** Servers whose live drill instance may be replaced: the caller waived that check by name. */
      mayReplaceDrill?: string[];
    }
  | { kind: 'FindBusy'; sourceServerIds: string[] }
  /** The source servers of the site that match any of these choices by their tags. */
  | { kind: 'FindCandidates'; choices: Choice[] }
  /** What a drill of these waves would take. */
  | { kind: 'Forecast'; waves: PlannedWave[]; holdSeconds: number; serversPerJob: number }
  /** Which of these servers DRS knows. */
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
      /** Since when these servers are ours to launch. A launch by others after that belongs to a third party. */
      requestedAt: Instant;
      /** When the oldest look that this launch relies on began: at its servers, their instances, and jobs. */
      lookedAt: Instant;
      /** When the oldest inspection that this launch relies on began; absent in effects of an earlier version. */
      inspectedAt?: Instant;
      /** From when on jobs of a lost launch of this attempt or an earlier one are searched. */
      searchFrom: Instant;
      attempt: number;
      /** What all launches of the site together may use; absent in effects of an earlier version. */
      room?: Room;
      /** The last look at jobs found no room for this launch, so another look comes first. */
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
  /** Why these instances do not go. The logs of their terminate jobs are read, the newest last. */
  | { kind: 'LookIntoLeak'; servers: { sourceServerId: string; instanceId: string }[]; terminateJobIds: string[] }
  | CheckEffect;

/** What a check asks or does, for at most CHECKED_SERVERS_PER_CALL servers, or by a function for all of them. */
export type CheckEffect =
  | { kind: 'RunCheck'; check: string; terms: LookTerms; servers: ServerToCheck[] }
  /** `waitsForAgents`: the check is so young that an agent may still start. */
  | { kind: 'SendCommand'; check: string; terms: CommandTerms; servers: ServerToTerminate[]; waitsForAgents: boolean }
  | { kind: 'LookAtCommand'; check: string; commandId: string; servers: ServerToCheck[] }
  | { kind: 'CallFunction'; check: string; terms: FunctionTerms; servers: ServerToCheck[] };

export interface ServerToCheck {
  sourceServerId: string;
  instanceId: string;
}

/** A requested effect, with its id in the drill and the delay (0 to DELAY_SECONDS_MAX) before it is performed. */
export interface RequestedEffect {
  effectId: string;
  delaySeconds: number;
  effect: Effect;
}

/** Acts change something and are taken once. The others are questions and may be repeated. */
export const ACTS: ReadonlySet<EffectKind> = new Set([
  'StartRecovery',
  'Terminate',
  'ArmHardStop',
  'ArmWake',
  'SendCommand',
  'CallFunction',
]);

/** Whether an effect is of a check. */
export function isOfCheck(effect: Effect): effect is CheckEffect {
  return CHECK_EFFECTS.has(effect.kind);
}

/** What checks ask and do. They have a queue of their own, because an application may hang. */
export const CHECK_EFFECTS: ReadonlySet<EffectKind> = new Set([
  'RunCheck',
  'SendCommand',
  'LookAtCommand',
  'CallFunction',
]);
