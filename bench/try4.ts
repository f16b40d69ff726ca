import { BEGINNING } from '../src/simulator/seededState.ts';
import { runOurs } from './ours.ts';
import { traced } from './recording.ts';
import { shapeOfDrills, shapeOfServers } from './shape.ts';

await runOurs(
  process.argv[2] === 'd' ? shapeOfDrills(1) : shapeOfServers(Number(process.argv[2] ?? 1)),
  1,
  Number(process.argv[3] ?? 0),
);
for (const s of traced)
  console.log(
    ((s.at - BEGINNING) / 1000).toFixed(1).padStart(7),
    s.phase.padEnd(11),
    s.cause.padEnd(24),
    s.facts,
    '| asked',
    s.asked,
  );
