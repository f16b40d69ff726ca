import {
  GetConsoleOutputCommand,
  type GetConsoleOutputCommandOutput,
  GetConsoleScreenshotCommand,
  type GetConsoleScreenshotCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Site } from '../drill/drill.ts';
import type { Consoles } from '../flow/checks/checkPorts.ts';
import { CallFailed } from '../flow/errors.ts';
import { type AwsClient, ask } from './calls.ts';

/** The consoles of instances through EC2's SDK. */
export function createConsoles({ clientFor }: { clientFor: (site: Site) => AwsClient }): Consoles {
  return {
    output: (site, instanceId) => output(clientFor(site), instanceId),
    screenshot: (site, instanceId) => screenshot(clientFor(site), instanceId),
  };
}

/**
 * EC2 user guide, instance console output: the latest output exists only for instances on Nitro. The others have what
 * was posted at their last transition.
 */
async function output(client: AwsClient, InstanceId: string): Promise<string | null> {
  const read = async (Latest: boolean) =>
    ask<GetConsoleOutputCommandOutput>(
      client,
      'GetConsoleOutput',
      new GetConsoleOutputCommand({ InstanceId, ...(Latest && { Latest }) }),
    );
  const answer = (await unlessRefused(() => read(true))) ?? (await unlessRefused(() => read(false)));
  return answer?.Output ? Buffer.from(answer.Output, 'base64').toString('utf8') : null;
}

async function screenshot(client: AwsClient, InstanceId: string): Promise<Uint8Array | null> {
  const command = new GetConsoleScreenshotCommand({ InstanceId });
  const answer = await unlessRefused(() =>
    ask<GetConsoleScreenshotCommandOutput>(client, 'GetConsoleScreenshot', command),
  );
  return answer?.ImageData ? new Uint8Array(Buffer.from(answer.ImageData, 'base64')) : null;
}

/** EC2 API reference, error codes: what an instance cannot show, or not in its state. Undefined in these cases. */
const REFUSALS: ReadonlySet<string> = new Set(['IncorrectInstanceState', 'IncorrectState', 'UnsupportedOperation']);

async function unlessRefused<Answer>(read: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await read();
  } catch (error) {
    const cause = error instanceof CallFailed ? error.cause : undefined;
    if (cause instanceof Error && REFUSALS.has(cause.name)) return undefined;
    throw error;
  }
}
