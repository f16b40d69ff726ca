import type { AwsClient } from '../../aws/calls.ts';
import type { World } from '../../drill/world.ts';
import { CallFailed } from '../../flow/errors.ts';
import type { Followed } from './followed.ts';
import type { Recorder } from './recorder.ts';

/** The tools of a look. None of them can change anything. */
export interface Asking {
  aws: Aws;
  recorder: Recorder;
  followed: Followed;
  /** When the look began, by the API's clock. */
  at: string;
}

export interface Aws {
  drs: AwsClient;
  ec2: AwsClient;
  trail: AwsClient;
  /** Whether real or simulated AWS answered; null before the first call. */
  world(): World | null;
}

/** Makes a call, and records when AWS does not answer. The look continues without the answer. */
export async function tried<Answer>(
  { recorder }: Pick<Asking, 'recorder'>,
  operation: string,
  question: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    recorder.unanswered(operation, error.kind);
    return undefined;
  }
}

/** Only this many servers are read individually: observing a large drill must not throttle DRS for it. */
export const SERVERS_CHECKED_MAX = 5;
