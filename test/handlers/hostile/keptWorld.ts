import { through } from '../given.ts';
import { type Before, judge, type Verdict } from './judge.ts';
import type { Endpoint } from './payloads.ts';
import type { HostileWorld } from './world.ts';

/** A world that is used until something has changed in it, and then made anew. */
export interface KeptWorld {
  /** Puts a payload, given as JSON, through a door and judges what came of it. */
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
      // What was only read leaves the world as it was; after anything else, a failed judgement included, it is made anew.
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
