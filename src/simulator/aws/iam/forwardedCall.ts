import type { Caller } from '../contract.ts';
import type { Step } from './forwardedRows.ts';
import type { IamRequest } from './policyEvaluation.ts';

/** What DRS does with the rights of whoever called it: one action on one resource, as IAM evaluates it. */
export interface ForwardedCall extends IamRequest {
  /** The operation that was called. */
  by: 'StartRecovery' | 'TerminateRecoveryInstances';
  /** The job that it belongs to. */
  jobID: string;
  step: Step;
}

/** Answers as IAM would whether a caller may do what DRS does in its name. */
export type CallersRights = (caller: Caller, call: ForwardedCall) => boolean;
