import { SECOND_MS } from '../../drill/bounds.ts';
import type { TableCopy } from '../memory/memoryTable.ts';
import { count, type Deployment, type SeededWorld } from './seededState.ts';

/** Restores tables to an earlier point in time. AWS and messages in flight carry on. */
export function planRestores(world: SeededWorld): void {
  for (const { deployment: index, at, ageSeconds } of world.scenario.restores ?? []) {
    const deployment = world.deployments[index];
    if (deployment === undefined) continue;
    const kept: { copy?: TableCopy } = {};
    world.tasks.at(at - ageSeconds * SECOND_MS, () => {
      kept.copy = deployment.table.copy();
    });
    world.tasks.at(at, () => {
      if (kept.copy !== undefined) restore(world, deployment, kept.copy);
    });
  }
}

function restore(world: SeededWorld, deployment: Deployment, copy: TableCopy): void {
  const { table, records, wanted, lost, newer, events, lanes } = deployment;
  count(world, 'table restored');
  world.trace.push(`${world.tasks.now()} ${deployment.index} the table is restored`);
  deployment.restores += 1;
  table.restore(copy, `restore ${deployment.restores}`);
  const there = new Map(table.drills().map((drill) => [drill.drillId, drill]));
  for (const drillId of records.keys()) {
    if (there.has(drillId)) continue;
    records.delete(drillId);
    wanted.delete(drillId);
    lost.add(drillId);
  }
  for (const [drillId, drill] of there) records.set(drillId, drill);
  newer.clear();
  events.length = 0;
  for (const lane of lanes) lane.waiting.length = 0;
}
