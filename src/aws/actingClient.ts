import type { AwsClient } from './calls.ts';

/** A client that never retries: an SDK client with `maxAttempts: 1`. */
export interface ActingClient extends AwsClient {
  readonly config?: { readonly maxAttempts?: () => Promise<number> };
}

/**
 * Throws for a client that would repeat an act. A retried StartRecovery deletes what the first call launched (DRS user
 * guide: preparing for failover); a retried SendCommand runs twice (SSM API reference: it has no client token).
 */
export async function refuseRepeating({ config }: ActingClient, service: string): Promise<void> {
  const attempts = await config?.maxAttempts?.();
  if (attempts !== undefined && attempts !== 1) {
    throw new Error(`The client for acts on ${service} must have maxAttempts 1, not ${attempts}`);
  }
}
