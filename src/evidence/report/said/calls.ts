import type { EffectKind } from '../../../drill/effectKeys.ts';

/** What a drill asks others for, in words. */
export const CALLS: Record<EffectKind, string> = {
  FindCandidates: 'The search for servers to choose from',
  FindServers: 'The search for the servers that DRS knows',
  Inspect: 'An inspection of servers',
  FindBusy: 'The look at the open jobs of DRS',
  Forecast: 'The forecast',
  ArmHardStop: 'Setting the hard stop',
  ArmWake: 'Setting the time to go on',
  Wake: 'Setting the time to go on',
  StartRecovery: 'A launch request',
  FindLaunch: 'The search for the job of a launch',
  FindJobs: 'The search for the jobs of the drill',
  LookAtLaunches: 'A look at the launches',
  LookAtInstances: 'A look at the instances',
  LookAtActions: 'A look at the post-launch actions',
  LookAtPoints: 'A look at the recovery points',
  LookAtRecovery: 'A look at the real recovery',
  Terminate: 'A termination request',
  LookForLeftovers: 'A look at what is left',
  LookIntoLeak: 'A look at why something is left',
  RunCheck: 'A run of a check',
  SendCommand: 'Sending the command of a check',
  LookAtCommand: 'A look at the command of a check',
  CallFunction: 'A call of the function of a check',
};
