import { drsCalls, ec2Calls, sumOf } from './counts.ts';
import { runOurs } from './ours.ts';
import { dollarsBy, dollarsOf } from './prices.ts';
import { shapeOfDrills, shapeOfServers } from './shape.ts';

const n = Number(process.argv[2] ?? 1),
  d = Number(process.argv[3] ?? 1),
  loss = Number(process.argv[4] ?? 0);
const t0 = performance.now();
const w = await runOurs(d === 1 ? shapeOfServers(n) : shapeOfDrills(d), 1, loss);
console.log('seconds', (performance.now() - t0) / 1000);
console.log(
  w.counts,
  [...w.records.values()].slice(0, 3).map((r) => [r.outcome, r.endedAt]),
);
console.log(
  'drs',
  drsCalls(w.counts) / d,
  'ec2',
  ec2Calls(w.counts) / d,
  'runs',
  sumOf(w.counts.runs) / d,
  '$ per 1000',
  (dollarsOf(w.counts) / d) * 1000,
);
console.log(Object.fromEntries(Object.entries(dollarsBy(w.counts)).map(([k, v]) => [k, ((v / d) * 1000).toFixed(4)])));
console.log('clockwork', w.clockwork.calls, w.clockwork.runs);
