import type { LocalWorld } from '../../../src/simulator/local/localWorld.ts';

/** Lets the time of a world pass quickly while somebody waits for something in it. */
export async function hurrying<Result>({ clock, backstage }: LocalWorld, awaited: Promise<Result>): Promise<Result> {
  const { skip } = clock;
  // A function that runs would use up the time of its drill.
  const timer = setInterval(() => void (backstage.busy() || skip(SKIPPED_SECONDS)), SKIP_MS);
  try {
    return await awaited;
  } finally {
    clearInterval(timer);
  }
}

/** Up to 600 seconds a second. */
const SKIPPED_SECONDS = 15;
const SKIP_MS = 25;
