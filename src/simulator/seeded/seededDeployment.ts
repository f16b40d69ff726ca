import { SECOND_MS } from '../../drill/bounds.ts';
import { createMemoryTable } from '../memory/memoryTable.ts';
import { noPlans } from './knownPlans.ts';
import { tableVerdict } from './seededPorts.ts';
import { type Deployment, OTHER_OWNER, OWNER, type SeededWorld } from './seededState.ts';
import { changed, queued } from './seededStream.ts';

/** A deployment of the product with its own table. Two deployments may share one simulated account. */
export function deploy(world: SeededWorld, index: number): Deployment {
  const owner = index === 0 ? OWNER : OTHER_OWNER;
  const { tasks, scenario } = world;
  const table = createMemoryTable({
    now: tasks.now,
    owner,
    onChange: (change) => changed(world, deployment, change),
    // Drills are sealed after the world, with faults of their own.
    faults: { beforeWrite: (what) => (what === 'seal' ? 'OK' : tableVerdict(world)) },
  });
  const lanes = Array.from({ length: scenario.platform.streamLanes }, (_, lane) => ({
    name: `stream ${lane}`,
    waiting: [],
    reading: false,
    tries: 0,
  }));
  const deployment: Deployment = {
    index,
    owner,
    table,
    wanted: new Set(),
    records: new Map(),
    newer: new Set(),
    hardStops: new Map(),
    quarantined: new Set(),
    lost: new Set(),
    restores: 0,
    events: [],
    looks: new Map(),
    frozenAt: 0,
    plans: noPlans(),
    lanes,
    enqueue: (message, delaySeconds) => queued(world, deployment, tasks.now() + delaySeconds * SECOND_MS, message),
  };
  return deployment;
}
