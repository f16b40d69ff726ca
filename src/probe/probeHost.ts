import { isIP } from 'node:net';
import type { Attempt, Observed } from './attempt.ts';
import { before } from './before.ts';
import { codeOf } from './failure.ts';
import { open } from './open.ts';
import type { HostTarget } from './probeRequest.ts';
import { refusalOf } from './refusal.ts';

const ADDRESSES_MAX = 16;

/** No way there, or nobody who answers (errno(3)). Every other failure is one of the probe, or a sign of the host. */
const NOTHING_THERE = new Set([
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
]);

/** There is none. Any other failure is a trouble of the resolver, perhaps for a moment (getaddrinfo(3)). */
const NO_NAME = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Tries to connect to every address of a host. It should not succeed, and it must not seem unreachable when it is not:
 * one address that answers is enough, and so is a refusal, because somebody there sent it. Security groups, network
 * ACLs and routes drop silently (VPC user guide).
 */
export async function probeHost(target: HostTarget, attempt: Attempt): Promise<Observed> {
  const { host, port } = target;
  const addresses = isIP(host) === 0 ? await resolved(host, attempt) : [host];
  if (!Array.isArray(addresses)) return addresses;
  const refusal = addresses.map(refusalOf).find((one) => one !== undefined);
  if (refusal !== undefined) return { result: 'REFUSED', message: isIP(host) === 0 ? `${host}: ${refusal}` : refusal };
  try {
    return await Promise.any(addresses.map((address) => sign(target, address, attempt)));
  } catch (error) {
    const codes = error instanceof AggregateError ? error.errors.map(codeOf) : [];
    return {
      result: 'UNREACHED',
      message: `no connection to ${host} port ${port} (${[...new Set(codes)].join(', ')})`,
    };
  }
}

/** Half of the time is for the name, so that a connection that is not made had the other half. */
async function resolved(host: string, attempt: Attempt): Promise<string[] | Observed> {
  const milliseconds = Math.floor(attempt.milliseconds / 2);
  try {
    const addresses = await before(milliseconds, attempt.resolve(host));
    if (addresses === undefined) {
      return { result: 'LATE', message: `the name ${host} did not resolve within ${milliseconds / 1000} s` };
    }
    if (addresses.length > 0 && addresses.length <= ADDRESSES_MAX) return addresses;
    if (addresses.length === 0) return { result: 'UNREACHED', message: `the name ${host} has no address` };
    const message = `the name ${host} has ${addresses.length} addresses; the probe tries at most ${ADDRESSES_MAX}`;
    return { result: 'REFUSED', message };
  } catch (error) {
    const code = codeOf(error);
    if (NO_NAME.has(code)) return { result: 'UNREACHED', message: `there is no name ${host} (${code})` };
    return { result: 'LATE', message: `no answer whether there is a name ${host} (${code})` };
  }
}

/** Any sign of the host at this address. Rejects if there is none. */
async function sign({ host, port }: HostTarget, address: string, attempt: Attempt): Promise<Observed> {
  const place = host === address ? `${host} port ${port}` : `${host} (${address}) port ${port}`;
  try {
    await open(attempt, address, port);
    return { result: 'ANSWERED', message: `connected to ${place}` };
  } catch (error) {
    const code = codeOf(error);
    if (NOTHING_THERE.has(code)) throw error;
    if (code !== 'ECONNREFUSED') return { result: 'OTHERWISE', message: `${place}: the connection failed (${code})` };
    return { result: 'OTHERWISE', message: `${place} can be reached, and refused the connection (${code})` };
  }
}
