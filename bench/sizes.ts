import type { Save } from '../src/flow/ports.ts';
import { changesOf } from '../src/store/changes.ts';
import { packed } from '../src/store/packedText.ts';
import { summaryAttributes } from '../src/store/summaryItem.ts';
import { createProcessorWorld } from './processorWorld.ts';
import { createStopwatch } from './stopwatch.ts';

/** The maximum size of a drill's items over its life, and the final size of its journal, in bytes. */
export interface Sizes {
  servers: number;
  recordBytes: number;
  /** Including the names and keys of its item. */
  summaryBytes: number;
  journalBytes: number;
}

/** Runs one drill and measures what each of its saves writes. */
export async function sizesOf(servers: number, seed: number): Promise<Sizes> {
  const sizes: Sizes = { servers, recordBytes: 0, summaryBytes: 0, journalBytes: 0 };
  const watch = createStopwatch();
  const world = createProcessorWorld(seed, {
    ...watch,
    watchingTable: (table) => ({
      ...table,
      drills: {
        ...table.drills,
        save: (save) => {
          weigh(sizes, save);
          return table.drills.save(save);
        },
      },
    }),
  });
  world.request({ accountId: '111122223333', region: 'us-east-1' }, servers);
  await world.run();
  return sizes;
}

function weigh(sizes: Sizes, save: Save): void {
  const changes = changesOf(save);
  const facts = changes.factParts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const summary = Buffer.byteLength(JSON.stringify(summaryAttributes(changes)));
  sizes.recordBytes = Math.max(sizes.recordBytes, Buffer.byteLength(packed(changes.record)));
  sizes.summaryBytes = Math.max(sizes.summaryBytes, summary);
  sizes.journalBytes += facts;
}
