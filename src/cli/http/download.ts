import { CommandError, interruption } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Transport } from './httpClient.ts';
import { networkWords } from './networkWords.ts';

/** Gets a file from an address that needs no credentials. The log has no query, because the query is the credential. */
export async function download(transport: Transport, url: string): Promise<Uint8Array> {
  const { origin, pathname } = new URL(url);
  transport.log(`> GET ${origin}${pathname}`);
  for (let left = transport.retries; ; left -= 1) {
    try {
      return await downloadOnce(transport, url);
    } catch (error) {
      if (transport.interrupted.aborted) throw interruption();
      if (error instanceof CommandError) throw error;
      if (left === 0) throw new CommandError(EXIT.ERROR, `${origin}${pathname} cannot be read: ${networkWords(error)}`);
    }
  }
}

async function downloadOnce({ interrupted, timeoutSeconds }: Transport, url: string): Promise<Uint8Array> {
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(timeoutSeconds * 1000)]);
  const response = await fetch(url, { signal, redirect: 'error' });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const { pathname } = new URL(url);
  const fix = 'run the same command again: the address may have expired';
  throw new CommandError(EXIT.ERROR, `the evidence bucket refuses ${pathname} (${response.status})`, { fix });
}
