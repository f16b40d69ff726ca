import { AwsFault } from '../aws/contract.ts';
import { count, type SeededWorld } from './seededState.ts';

/** Counts and traces what a third party does. AWS may refuse the call, as it may refuse ours. */
export function tryAction(world: SeededWorld, name: string, act: () => boolean): void {
  try {
    if (!act()) return;
    count(world, name);
    world.trace.push(`${world.tasks.now()} ${name}`);
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    world.trace.push(`${world.tasks.now()} ${name} was refused: ${error.type}`);
  }
}
