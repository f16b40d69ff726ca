/**
 * Contestant "floor": the fewest DRS calls with which any program could know what ours knows about a drill. No other
 * source has the information of these calls:
 *
 * - before: DescribeSourceServers returns state and lag of up to 200 servers per call (DRS API model, filters).
 *   GetLaunchConfiguration says for one server whether it launches into an instance. DescribeRecoverySnapshots says for
 *   one server whether it has a recovery point. DescribeRecoveryInstances says for 200 servers whether an instance
 *   exists. One DescribeJobs lists every open job.
 * - launch: a job takes at most 100 servers (DRS quota), so a wave of n takes ceil(n / 100) StartRecovery. The next
 *   wave waits for the end of this one, for which there is no event: one DescribeJobs per wave (1,000 ids), at the
 * right
 *   moment. Only the job's log has the launch steps and the instance of a server: one DescribeJobLogItems per job.
 * - after: DescribeRecoveryInstances returns for 200 servers the instance, whether it is a drill's, and its recovery
 *   time. DescribeRecoverySnapshots returns for one server the snapshot of that time.
 * - end: TerminateRecoveryInstances takes up to 100 servers. One DescribeJobs right before each call shows that no real
 *   recovery is in progress, whose next wave DRS would refuse. EC2 shows that the instances are gone.
 *
 * Such a program would have to know when to look, rely on an hour-old look when it terminates, and never be disturbed.
 * No real program can do that. EC2 calls are not counted: one call covers a thousand ids.
 */
export function floorOf({ servers, waves }: { servers: number; waves: number }): Record<string, number> {
  const ofWaves = Array.from({ length: waves }, (_, wave) => sizeOfWave(servers, waves, wave));
  const jobs = sum(ofWaves.map((size) => Math.ceil(size / SERVERS_PER_JOB_MAX)));
  const lookups = Math.ceil(servers / IDS_PER_CALL_MAX);
  return {
    'drs:DescribeSourceServers': lookups,
    'drs:GetLaunchConfiguration': servers,
    'drs:DescribeRecoverySnapshots': 2 * servers,
    'drs:DescribeRecoveryInstances': lookups + sum(ofWaves.map((size) => Math.ceil(size / IDS_PER_CALL_MAX))),
    'drs:DescribeJobs': 1 + waves + Math.ceil(servers / SERVERS_PER_JOB_MAX),
    'drs:StartRecovery': jobs,
    'drs:DescribeJobLogItems': jobs,
    'drs:TerminateRecoveryInstances': Math.ceil(servers / SERVERS_PER_JOB_MAX),
  };
}

/** DRS endpoints and quotas page: servers per job. */
const SERVERS_PER_JOB_MAX = 100;
/** DRS API model: ids in a filter. */
const IDS_PER_CALL_MAX = 200;

/** The waves of the bench have the same size, except the last. */
function sizeOfWave(servers: number, waves: number, wave: number): number {
  const size = Math.ceil(servers / waves);
  return Math.min(size, servers - wave * size);
}

function sum(all: number[]): number {
  return all.reduce((total, one) => total + one, 0);
}
