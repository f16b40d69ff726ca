import type { Caller } from '../contract.ts';
import type { Step } from './forwardedRows.ts';
import type { IamRequest } from './policyEvaluation.ts';

/** What DRS does with its caller's permissions: one action on one resource, as IAM evaluates it. */
export interface ForwardedCall extends IamRequest {
  /** The operation that was called. */
  by: 'StartRecovery' | 'TerminateRecoveryInstances';
  /** The job it belongs to. */
  jobID: string;
  step: Step;
}

/** Whether a caller may do what DRS does on its behalf, as IAM would decide. */
export type CallersRights = (caller: Caller, call: ForwardedCall) => boolean;
