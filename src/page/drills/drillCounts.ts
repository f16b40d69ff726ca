import type { Drill, DrillSummary } from '../api/client.ts';

type Servers = Drill['servers'];

/** The counts that the summary of a drill has, of its newest record. */
export function countsOf(servers: Servers): DrillSummary['servers'] {
  const count = (is: (one: Servers[number]) => boolean) => servers.filter(is).length;
  return {
    total: servers.length,
    launched: count(({ result }) => result === 'LAUNCHED'),
    failed: count(({ result }) => result === 'FAILED'),
    verified: count(({ verified }) => verified !== null),
    gone: count(({ gone }) => gone !== null),
  };
}

/** The bounds of the slowest measured recovery time; null: not measured. */
export function worstRecoveryTime(servers: Servers): [atLeast: number | null, atMost: number | null] {
  const measured = servers.flatMap(({ recoveryTime: { seconds, atLeastSeconds } }) =>
    seconds === null ? [] : [{ seconds, atLeastSeconds }],
  );
  const [slowest] = measured.sort((one, other) => other.seconds - one.seconds);
  return slowest === undefined ? [null, null] : [slowest.atLeastSeconds, slowest.seconds];
}
