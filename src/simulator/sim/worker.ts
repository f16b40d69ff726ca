import { createHash } from 'node:crypto';
import { drawScenario } from '../seeded/scenarios/scenarios.ts';
import { type Ran, runSeed } from '../seeded/seededWorld.ts';
import { shrink, without } from '../seeded/shrink.ts';

/** The task of a worker. */
export type SimTask =
  | { type: 'run'; seeds: number[]; leftOut: string[]; withTrace: boolean }
  | { type: 'shrink'; seed: number };

/** The result of a seed. */
export interface SeedSummary {
  seed: number;
  violations: string[];
  outcomes: string[];
  injected: Record<string, number>;
  faults: Record<string, unknown>;
  gates: number;
  /** A hash over everything that happened. */
  digest: string;
  leftOut: string[];
  trace: string[];
}

/** Runs the given seeds against the product that this worker was built with. */
export default async function carryOut(task: SimTask): Promise<SeedSummary[]> {
  if (task.type === 'shrink') {
    const { leftOut, ran } = await shrink(task.seed, drawScenario);
    return [summaryOf(ran, leftOut, true)];
  }
  const summaries: SeedSummary[] = [];
  for (const seed of task.seeds) {
    const ran = await runSeed(seed, without(drawScenario, task.leftOut));
    summaries.push(summaryOf(ran, task.leftOut, task.withTrace));
  }
  return summaries;
}

function summaryOf(ran: Ran, leftOut: string[], withTrace: boolean): SeedSummary {
  const { seed, violations, drills, injected, faults, gates, trace } = ran;
  const whole = JSON.stringify([violations, drills, injected, gates, ran.endedAt, ran.calls, trace]);
  return {
    seed,
    violations,
    outcomes: drills.map((drill) => drill.outcome ?? drill.phase),
    injected,
    faults,
    gates,
    digest: createHash('sha256').update(whole).digest('hex'),
    leftOut,
    trace: withTrace ? trace : [],
  };
}
