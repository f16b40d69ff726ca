import type { Recording } from '../recording.ts';
import type { Expectation } from './expectation.ts';
import { INSTANCES } from './expectInstances.ts';
import { JOBS } from './expectJobs.ts';
import { LOGS } from './expectLogs.ts';
import { SERVERS } from './expectServers.ts';
import { TERMINATION } from './expectTermination.ts';
import { TRAIL } from './expectTrail.ts';
import { VOLUMES } from './expectVolumes.ts';

/** Every behaviour of the simulator that an ordinary drill shows. */
export const EXPECTATIONS: readonly Expectation[] = [
  ...JOBS,
  ...LOGS,
  ...INSTANCES,
  ...VOLUMES,
  ...SERVERS,
  ...TERMINATION,
  ...TRAIL,
];

/** An expectation with its result. */
export interface Judged extends Pick<Expectation, 'name' | 'says' | 'source'> {
  verdict: 'AS_SIMULATED' | 'DIFFERENT' | 'NOT_SEEN';
  compared: number;
  differences: string[];
}

/** Compares all expectations with a recording. */
export function judge(recording: Recording): Judged[] {
  return EXPECTATIONS.map(({ name, says, source, compare }) => {
    const { compared, differences } = compare(recording);
    const verdict = differences.length > 0 ? 'DIFFERENT' : compared > 0 ? 'AS_SIMULATED' : 'NOT_SEEN';
    return { name, says, source, verdict, compared, differences };
  });
}
