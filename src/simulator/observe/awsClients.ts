import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AwsClient } from '../../aws/calls.ts';
import { createWorldReached } from '../../aws/worldsReached.ts';
import type { Aws } from './asking.ts';

/** Region, credentials and endpoint of the calls. */
export interface Source {
  region: string;
  profile: string | undefined;
  /** An endpoint other than AWS's own. */
  endpoint: string | undefined;
}

/** The clients of a look, with credentials from the AWS provider chain. Simulated AWS on loopback accepts any. */
export function awsClients({ region, profile, endpoint }: Source): Aws {
  const credentials = isLoopback(endpoint) ? LOCAL : defaultProvider(profile === undefined ? {} : { profile });
  const settings = { region, credentials, maxAttempts: 3, ...(endpoint === undefined ? {} : { endpoint }) };
  const { follow, world } = createWorldReached();
  return {
    drs: bounded(follow(new DrsClient(settings))),
    ec2: bounded(follow(new EC2Client(settings))),
    trail: bounded(new CloudTrailClient(settings)),
    world,
  };
}

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' };

function isLoopback(endpoint: string | undefined): boolean {
  return endpoint !== undefined && ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
}

/** A call that hangs must not end the observation. */
function bounded(client: { send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown> }): AwsClient {
  return { send: (command) => client.send(command as never, { abortSignal: AbortSignal.timeout(ANSWER_MS_MAX) }) };
}

const ANSWER_MS_MAX = 30_000;
