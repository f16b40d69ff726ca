import type { AwsClient } from '../../aws/calls.ts';
import type { World } from '../../drill/world.ts';
import { CallFailed } from '../../flow/errors.ts';
import type { Followed } from './followed.ts';
import type { Recorder } from './recorder.ts';

/** What a look works with. Nothing here can be told to do anything but to answer. */
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
  /** Whether AWS itself has answered; null before the first call. */
  world(): World | null;
}

/** Asks, and notes when AWS does not answer; then the look goes on without. */
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

/** Per-server questions are put about so many servers only: a drill of hundreds must not meet a throttled DRS because it is observed. */
export const SERVERS_CHECKED_MAX = 5;
