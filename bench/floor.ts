/**
 * Contestant "floor": the fewest calls to DRS by which any program could know what ours knows of a drill. Each is needed because nothing else tells:
 *
 * - before: DescribeSourceServers tells state and lag of up to 200 servers a call (DRS API model, filters); GetLaunchConfiguration tells of one server
 *   whether it would launch into an instance, and DescribeRecoverySnapshots of one whether there is a point; DescribeRecoveryInstances tells of 200
 *   servers whether something of theirs lives; one DescribeJobs tells every job that is open.
 * - launch: a job takes at most 100 servers (DRS quota), so a wave of n takes ceil(n / 100) StartRecovery. The next wave waits for the end of this
 *   one, of which no event tells: one DescribeJobs a wave (1,000 ids), made at the right moment. What a server's launch went through, and its instance, is in
 *   the log of its job alone: one DescribeJobLogItems a job.
 * - after: DescribeRecoveryInstances tells of 200 servers which instance is theirs, that it is a drill's, and to which moment it was recovered; the snapshot
 *   of that moment is told by DescribeRecoverySnapshots of one server.
 * - end: TerminateRecoveryInstances takes what a job may have, 100 servers. Right before each, one DescribeJobs tells that no real recovery goes on, whose
 *   next wave DRS would refuse. That they are gone EC2 tells.
 *
 * Such a program would have to know the future (when to look), to trust an hour-old look when it terminates, and never be disturbed; nobody can
 * be that program. EC2's calls are left aside: they are asked a thousand ids at a time.
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

/** DRS endpoints and quotas page: servers in a job. */
const SERVERS_PER_JOB_MAX = 100;
/** DRS API model: ids in a filter. */
const IDS_PER_CALL_MAX = 200;

/** The waves of the bench: all of one size but the last. */
function sizeOfWave(servers: number, waves: number, wave: number): number {
  const size = Math.ceil(servers / waves);
  return Math.min(size, servers - wave * size);
}

function sum(all: number[]): number {
  return all.reduce((total, one) => total + one, 0);
}
