import type { CheckDecision, ServerChecked } from './checks/check.ts';
import type {
  Cleanup,
  DrillRequest,
  FailedCheck,
  GoneProof,
  Instant,
  Limits,
  Loss,
  Need,
  Outcome,
  Phase,
  PointUsed,
  Verified,
  Wait,
  Waiver,
  Warning,
  WhyStanding,
} from './drill.ts';
import type { EffectKey, EffectKind } from './effectKeys.ts';
import type { Forecast, ServerForecast } from './forecast.ts';
import type { ActionsReported, ServerInspection } from './inputs.ts';
import type { Timer } from './timers.ts';
import type { World } from './world.ts';

/** What the drill records. A drill is the fold of its facts; `evolve` applies each. */
export type Fact =
  | {
      type: 'DrillRequested';
      drillId: string;
      owner: string;
      request: DrillRequest;
      requestedBy: string;
      requestHash: string;
      givenHash?: string;
      limits: Limits;
    }
  | { type: 'PhaseBegan'; phase: Phase }
  /** `requester`: whose share it counts against; absent in earlier facts. `schedule`: the schedule that made it. */
  | { type: 'ServersClaimed'; sourceServerIds: string[]; requester?: string; schedule?: string }
  | { type: 'ClaimsReleased' }
  /** `behind`: the drills that hold the quotas, or wait before it. */
  | { type: 'TurnAwaited'; need: Need; behind?: string[]; until?: Instant }
  | { type: 'TurnBehind'; drillIds: string[] }
  | { type: 'TurnTaken'; need: Need }
  | { type: 'QuotaReleased' }
  /** The servers of every wave, chosen from so many candidates. `seed`: what a random sample was drawn with. */
  | { type: 'ServersChosen'; waves: string[][]; candidates: number; digest: string; seed: number }
  /** A job of the drill names them. The restored table did not: they were chosen in the lost time. */
  | { type: 'ServersRecalled'; wave: number; sourceServerIds: string[] }
  | { type: 'Forecasted'; forecast: Forecast; servers: ServerForecast[] }
  /** DRS has listed all its servers while it waited for its turn. */
  | { type: 'ServersKnown' }
  /** `lookedAt`: when the look began. */
  | { type: 'ServersInspected'; servers: InspectedServer[]; lookedAt?: Instant }
  /** `crowded`: the open jobs leave no room for the first wave. */
  | { type: 'JobsInspected'; lookedAt?: Instant; crowded?: true }
  /** Its last launch was a real recovery, and this look found no instance of it. So must a second one. */
  | { type: 'RecoveryUnseen'; sourceServerId: string }
  | { type: 'ChecksFailed'; failures: FailedCheck[] }
  | { type: 'ChecksWaived'; waivers: Waiver[] }
  | { type: 'ChecksWarned'; warnings: Warning[] }
  | { type: 'EffectRequested'; effectId: string; kind: EffectKind; key: EffectKey; dueAt: Instant; attempt: number }
  /**
   * `part`: some servers were answered, and the rest is requested again. `answered`: which, if that is remembered.
   * `ours`: the lever or a blackout refused it, and not AWS. Journals of earlier versions never say so.
   */
  | {
      type: 'EffectAnswered';
      effectId: string;
      failed?: { kind: string; message: string; ours?: true };
      part?: true;
      answered?: string[];
    }
  | { type: 'EffectFoundTaken'; effectId: string; takenAt: Instant }
  | { type: 'EffectWithdrawn'; effectId: string }
  | { type: 'TimerSet'; timer: Timer; at: Instant | null }
  | { type: 'WakeScheduled'; n: number; wakeAt: Instant }
  | { type: 'WakeFired'; n: number }
  | { type: 'HardStopRequested'; n: number; stopAt: Instant }
  | { type: 'HardStopArmed'; n: number; stopAt: Instant }
  | { type: 'HardStopFired'; n: number }
  /** The wave before has done its part, and this one begins after a pause. */
  | { type: 'WavePaused'; wave: number; until: Instant }
  | { type: 'WaveBegan'; wave: number; deadlineAt: Instant }
  | { type: 'LaunchPlanned'; launch: number; wave: number; sourceServerIds: string[] }
  | { type: 'LaunchRequested'; launch: number }
  | { type: 'LaunchUnanswered'; launch: number }
  | { type: 'LaunchDeferred'; launch: number; reason: string }
  | { type: 'LaunchStarted'; launch: number; jobId: string; createdAt: Instant | null; found: boolean }
  /** DRS has reported only now when the job was created. */
  | { type: 'LaunchDated'; launch: number; createdAt: Instant }
  | { type: 'LaunchVoid'; launch: number; reason: string }
  | { type: 'LaunchMissed'; launch: number; missing: boolean }
  | { type: 'LaunchLost'; launch: number }
  | { type: 'LaunchCompleted'; launch: number; endedAt: Instant | null }
  /** `receivedAt`: when the event arrived. `drillWord`: its `is-drill` detail, as DRS wrote it. */
  | { type: 'ServerReported'; sourceServerId: string; receivedAt?: Instant; drillWord?: string }
  /** An event arrived that says nothing else to the drill. */
  | { type: 'EventReceived' }
  | {
      type: 'ServerLaunched';
      sourceServerId: string;
      launchedAt: Instant | null;
      instanceId: string | null;
      usedPreviousSnapshot: boolean;
      steps: Record<string, Instant>;
      /** DRS reports post-launch actions that have run. */
      ranActions?: true;
    }
  | {
      type: 'ServerFailed';
      sourceServerId: string;
      /** The whole text, from DRS or from us. */
      error: string;
      instanceId: string | null;
      neverExisted: boolean;
      steps: Record<string, Instant>;
      /** The check, safeguard or lever that kept it from being launched. That says nothing about the server. */
      stoppedBy?: string;
      /** The conversion servers that the job log names; absent when it names none. */
      conversionServerIds?: string[];
    }
  /** DRS's job log names them for a server that was already given up. */
  | { type: 'ConversionServersNamed'; sourceServerId: string; conversionServerIds: string[] }
  | { type: 'WaveLaunched'; wave: number; launched: number; failed: number }
  | {
      type: 'InstanceFound';
      sourceServerId: string;
      instanceId: string;
      volumeIds: string[];
      pointInTimeAt: Instant | null;
    }
  | { type: 'VolumesSeen'; sourceServerId: string; instanceId: string; volumeIds: string[] }
  /** This look, which began at `lookedAt`, did not find them working. */
  | { type: 'InstancesNotReady'; sourceServerIds: string[]; lookedAt: Instant }
  | { type: 'ServerVerified'; sourceServerId: string; verified: Verified }
  | { type: 'ServerVerificationFailed'; sourceServerId: string; reason: string; verified: Verified | null }
  /** These servers' post-launch actions were looked at. `reported`: all runs of the servers with news. */
  | { type: 'LaunchActionsSeen'; sourceServerIds: string[]; reported: ({ sourceServerId: string } & ActionsReported)[] }
  | { type: 'PointUsed'; sourceServerId: string; point: PointUsed }
  /** `downAt`: when, by EC2's clock. */
  | { type: 'InstanceReportedDown'; sourceServerId: string; state: string; downAt: Instant | null }
  /** A look found them up, although events said otherwise. */
  | { type: 'ServersSeenUp'; sourceServerIds: string[] }
  /** A look after such events could not determine their state. */
  | { type: 'SuspectsUnreported'; sourceServerIds: string[] }
  /** The last look after the end of the hold found them as they were verified. */
  | { type: 'ServersHeld'; sourceServerIds: string[] }
  | { type: 'ServersLost'; servers: ({ sourceServerId: string } & Loss)[] }
  | { type: 'HoldBegan'; until: Instant }
  | { type: 'HoldExtensionRequested'; by: string; until: Instant }
  | { type: 'HoldExtended'; until: Instant }
  | { type: 'HoldExtensionFailed'; reason: string }
  /** `checked`: it ended early, because every required check had a result. */
  | { type: 'HoldEnded'; by: string | null; checked?: true }
  /** `sourceServerIds`: those that it asks; absent when it asks none by itself. */
  | { type: 'CheckBegan'; check: string; sourceServerIds?: string[] }
  /** The servers with the tags of each check whose scope names tags. */
  | { type: 'CheckedServersSeen'; tagged: Record<string, string[]> }
  | { type: 'ServersChecked'; check: string; servers: ServerChecked[] }
  /** They did not pass, and are asked again. */
  | { type: 'AttemptFailed'; check: string; servers: ServerChecked[] }
  | { type: 'CommandSent'; check: string; commandId: string; sourceServerIds: string[] }
  /** Its function leaves the verdict to people, or its answer was lost; then `because` says so. */
  | { type: 'VerdictAwaited'; check: string; because: string | null }
  | ({ type: 'CheckDecided' } & CheckDecision)
  | { type: 'CancelRequested'; by: string; reason: string }
  | { type: 'OutcomeDecided'; outcome: Outcome; why: string }
  | { type: 'CleanupChanged'; cleanup: Cleanup }
  | { type: 'CleaningFrozen'; because: string }
  | { type: 'TerminationSized'; servers: number; early?: true }
  | { type: 'TerminationAccepted'; jobId: string | null; sourceServerIds: string[] }
  | { type: 'TerminationUnconfirmed'; sourceServerIds: string[] }
  | { type: 'ProofMissing'; sourceServerId: string; missing: string }
  | { type: 'InstanceReportedGone'; sourceServerId: string }
  | { type: 'LookedEmpty'; sourceServerId: string }
  | { type: 'LeftStanding'; sourceServerId: string; standing: string }
  | { type: 'StandingExplained'; sourceServerId: string; why: WhyStanding }
  /** They are reported as leaked once AWS has answered why they still exist. */
  | { type: 'LeakSuspected'; sourceServerIds: string[] }
  /**
   * `standing`: what still exists for some of them, and `why`. `refused`: DRS's last refusal to terminate. Absent when
   * nothing is known.
   */
  | {
      type: 'LeakReported';
      sourceServerIds: string[];
      standing?: Record<string, string>;
      why?: Record<string, WhyStanding>;
      refused?: string;
    }
  | { type: 'LeakAcknowledged'; by: string; reason: string; sourceServerIds: string[] }
  | { type: 'ServerGone'; sourceServerId: string; proof: GoneProof }
  | { type: 'RecoveryReported'; jobId: string }
  | { type: 'YieldedTo'; jobId: string; sourceServerIds: string[] }
  | { type: 'RecoveryReleased'; jobId: string; released: boolean }
  /** `endedAt` is absent when it was no real recovery. */
  | { type: 'RecoveryCompleted'; jobId: string; endedAt?: Instant }
  | { type: 'GuardTerminated'; jobId: string; instanceIds: string[] }
  /** The drill was given up. Whether it has launched anything is not known yet. */
  | { type: 'GivenUp'; failure: FailedCheck }
  | { type: 'WaitBegan'; wait: Wait }
  | { type: 'WaitEnded' }
  | { type: 'TableRestored'; restored: string }
  | { type: 'JobsSought' }
  /** Answers came from this world. A SIMULATED answer makes the drill SIMULATED. */
  | { type: 'WorldSeen'; world: World }
  | { type: 'DrillEnded' };

/** What is kept of an inspection. The journal has all of it, the record nearly nothing. */
export interface InspectedServer {
  sourceServerId: string;
  stopped: boolean;
  found: ServerInspection;
}

/** The facts of one step, in order, with their cause. `seq` counts a drill's entries from 1 and is its version. */
export interface JournalEntry {
  drillId: string;
  seq: number;
  at: Instant;
  cause: string;
  facts: Fact[];
}
