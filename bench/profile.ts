import { type Profiler, Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** The share of a package, folder or file in all samples. */
export interface ProfileShare {
  place: string;
  share: number;
}

/** Samples the engine during some work. The engine's own work, mostly JSON, counts for its caller. */
export async function profiled(
  work: () => Promise<unknown>,
): Promise<{ rooms: ProfileShare[]; functions: ProfileShare[] }> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    return { rooms: sharesOf(profile, roomOf), functions: sharesOf(profile, functionOf) };
  } finally {
    session.disconnect();
  }
}

const SAMPLE_MICROSECONDS = 250;

function sharesOf(
  profile: Profiler.Profile,
  placeOf: (frame: Profiler.ProfileNode['callFrame']) => string,
): ProfileShare[] {
  const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const place = places.get(id) ?? '';
    const microseconds = profile.timeDeltas?.[index] ?? 0;
    if (place === IDLE || place.includes('node:inspector')) continue;
    spent.set(place, (spent.get(place) ?? 0) + microseconds);
    all += microseconds;
  }
  return [...spent]
    .map(([place, microseconds]) => ({ place, share: microseconds / all }))
    .sort((one, other) => other.share - one.share);
}

const IDLE = '(idle)';
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `src/drill`, a package, or the engine's own name. */
function roomOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string {
  const path = pathOf(url);
  if (path === '') return functionName === '(garbage collector)' || functionName === IDLE ? functionName : 'the engine';
  if (path.startsWith('node:')) return path === 'node:inspector' ? IDLE : 'node';
  return path
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/^bench\/.*/, 'bench');
}

function functionOf({ url, functionName, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const path = pathOf(url);
  return path === '' ? functionName : `${functionName || 'line'} (${path}:${lineNumber + 1})`;
}

function pathOf(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path;
}
