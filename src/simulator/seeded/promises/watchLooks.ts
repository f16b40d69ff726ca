import { SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { Input } from '../../aws/requestFields.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';

/** Records that a drill read something that could block a launch. */
export function noteLook(world: SeededWorld, deployment: Deployment, drillId: string, operation: string, input: Input) {
  for (const look of looksOf(operation, input)) deployment.looks.set(`${drillId} ${look}`, world.tasks.now());
}

/** Before a launch the drill must have read jobs, servers, and both DRS's and EC2's instances, within a minute. */
export function watchLooks(world: SeededWorld, { looks }: Deployment, drillId: string, input: Input): void {
  const since = world.tasks.now() - freshMs(world);
  const servers = input['sourceServers'] as { sourceServerID: string }[];
  const needed = servers.flatMap(({ sourceServerID: id }) => [`server ${id}`, `listed ${id}`, `tagged ${id}`]);
  const old = ['jobs', ...needed].find((look) => (looks.get(`${drillId} ${look}`) ?? 0) < since);
  if (old !== undefined) world.violations.add(`no launch relies on a look older than a minute (${drillId}: ${old})`);
}

function looksOf(operation: string, input: Input): string[] {
  const { fromDate, sourceServerIDs = [] } = (input['filters'] ?? {}) as {
    fromDate?: string;
    sourceServerIDs?: string[];
  };
  switch (operation) {
    case 'DescribeJobs':
      return fromDate === undefined ? [] : ['jobs'];
    case 'DescribeSourceServers':
      return sourceServerIDs.map((id) => `server ${id}`);
    case 'DescribeRecoveryInstances':
      return sourceServerIDs.map((id) => `listed ${id}`);
    case 'DescribeInstances':
      return taggedServers(input).map((id) => `tagged ${id}`);
    default:
      return [];
  }
}

function taggedServers(input: Input): string[] {
  const filters = (input['Filters'] ?? []) as { Name: string; Values: string[] }[];
  return filters.flatMap(({ Name, Values }) => (Name === 'tag:drs.amazonaws.com-source-server' ? Values : []));
}

/** One minute, plus clock differences and the calls between the read and the launch. */
function freshMs({ scenario }: SeededWorld): Instant {
  return MINUTE_MS + CLOCKS_MS + PASSAGES_BETWEEN * scenario.platform.latencyMsMax;
}

const MINUTE_MS = 60 * SECOND_MS;
const CLOCKS_MS = 10 * SECOND_MS;
/** The listing of a server's snapshots and the lever come in between. */
const PASSAGES_BETWEEN = 30;
