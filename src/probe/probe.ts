import type { Attempt, Observed } from './attempt.ts';
import { before } from './before.ts';
import type { Dial } from './dial.ts';
import { directly } from './directly.ts';
import { lateness } from './lateness.ts';
import { probeHost } from './probeHost.ts';
import { probeHttp } from './probeHttp.ts';
import type { ProbeAnswer, ProbeRequest, ProbeResult, ProbeTarget } from './probeRequest.ts';
import { probeTcp } from './probeTcp.ts';
import { byResolver, type Resolve } from './resolve.ts';
import { sentence } from './sentence.ts';

const TARGETS_AT_ONCE = 16;

/**
 * Tries all targets, a few at a time, and says what it saw. It has connected to nothing but their addresses, no
 * connection outlives it, and nothing that a target does makes it throw.
 */
export async function probe(
  request: ProbeRequest,
  dial: Dial = directly,
  resolve: Resolve = byResolver,
): Promise<ProbeAnswer> {
  const end = performance.now() + request.budgetMilliseconds;
  const results: ProbeResult[] = [];
  const waiting = request.targets.entries();
  const lane = async () => {
    for (const [index, target] of waiting) results[index] = await resultOf(target, { dial, resolve }, end);
  };
  await Promise.all(Array.from({ length: TARGETS_AT_ONCE }, lane));
  return { results };
}

async function resultOf(
  target: ProbeTarget,
  network: { dial: Dial; resolve: Resolve },
  endOfAll: number,
): Promise<ProbeResult> {
  const begun = performance.now();
  const milliseconds = Math.min(target.timeoutMilliseconds, Math.ceil(endOfAll - begun));
  const stage = target.kind === 'HOST' ? 'RESOLVING' : 'CONNECTING';
  const attempt: Attempt = { ...network, milliseconds, end: begun + milliseconds, stage, sockets: [], body: [] };
  const { result, message } = await observed(target, attempt);
  const { status, body } = attempt;
  return {
    id: target.id,
    result,
    message: sentence(message),
    milliseconds: Math.round(performance.now() - begun),
    ...(status === undefined ? {} : { status, bodyBase64: Buffer.concat(body).toString('base64') }),
  };
}

async function observed(target: ProbeTarget, attempt: Attempt): Promise<Observed> {
  if (attempt.milliseconds <= 0)
    return { result: 'LATE', message: 'not begun before the time of all targets was over' };
  try {
    return (await before(attempt.milliseconds, observe(target, attempt))) ?? lateness(target, attempt);
  } finally {
    for (const socket of attempt.sockets) socket.destroy();
  }
}

function observe(target: ProbeTarget, attempt: Attempt): Promise<Observed> {
  switch (target.kind) {
    case 'HTTP':
      return probeHttp(target, attempt);
    case 'TCP':
      return probeTcp(target, attempt);
    case 'HOST':
      return probeHost(target, attempt);
  }
}
