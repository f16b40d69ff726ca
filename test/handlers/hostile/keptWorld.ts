import { through } from '../given.ts';
import { type Before, judge, type Verdict } from './judge.ts';
import type { Endpoint } from './payloads.ts';
import type { HostileWorld } from './world.ts';

/** A world that is used until something has changed in it, and is then replaced. */
export interface KeptWorld {
  /** Sends a payload, given as JSON, to a handler and checks the result. */
  put(endpoint: Endpoint, text: string): Promise<Verdict>;
}

/** Keeps a world that `open` makes. */
export function keptWorld(open: () => Promise<HostileWorld>): KeptWorld {
  let kept: { world: HostileWorld; before: Before } | undefined;
  return {
    async put(endpoint, text) {
      kept ??= await begin(open);
      const { world, before } = kept;
      world.acts.length = 0;
      world.logged.length = 0;
      const event: unknown = JSON.parse(text);
      const came = await through(endpoint, event).then(
        (answer) => ({ answer }),
        (thrown: unknown) => ({ thrown }),
      );
      // A read leaves the world unchanged. After anything else, including a failed check, it is replaced.
      const isTouched = world.acts.some(({ what }) => what !== 'effects.load' && what !== 'queue.send');
      if (isTouched) kept = undefined;
      return judge(endpoint, event, came, world, before);
    },
  };
}

async function begin(open: () => Promise<HostileWorld>): Promise<{ world: HostileWorld; before: Before }> {
  const world = await open();
  return { world, before: { state: await world.state(), knownDrill: await world.knownDrill() } };
}
