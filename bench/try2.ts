import { drsCalls, sumOf } from './counts.ts';
import { runOrchestrator } from './orchestrator.ts';
import { runPolling } from './polling.ts';
import { dollarsOf } from './prices.ts';
import { shapeOfDrills, shapeOfServers } from './shape.ts';

const n = Number(process.argv[2] ?? 1),
  d = Number(process.argv[3] ?? 1);
for (const r of [runPolling, runOrchestrator]) {
  const w = await r(d === 1 ? shapeOfServers(n) : shapeOfDrills(d), 1, 0);
  console.log(
    w.counts,
    drsCalls(w.counts) / d,
    'runs',
    sumOf(w.counts.runs) / d,
    '$',
    (dollarsOf(w.counts) / d) * 1000,
  );
}
