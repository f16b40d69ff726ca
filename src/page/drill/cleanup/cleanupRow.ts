import { mayBeLeft } from '../../actions/effects.ts';
import type { Drill, DrilledServer } from '../../api/client.ts';

/** How far the cleanup of a server is, and by what proof. */
export interface CleanupRow {
  server: DrilledServer;
  hostname: string;
  state: 'GONE' | 'NOT_NEEDED' | 'UP' | 'TERMINATING' | 'UNPROVEN' | 'LEFT' | 'ACKNOWLEDGED';
  /** What the proof shows of the instance, in words. */
  instance: string;
  /** What the proof shows of its volumes, in words. */
  volumes: string;
  /** What is left of it and why, as far as that is known. */
  standing: Drill['leftStanding'];
}

/** What is left first, then what is being terminated, then what is gone. */
export function cleanupRows(drill: Drill, hostnames: ReadonlyMap<string, string>): CleanupRow[] {
  const rows = drill.servers.map((server) => cleanupRow(drill, server, hostnames));
  return rows.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

/** Things that the drill does not terminate and that belong to none of its servers, such as conversion servers. */
export function standingOfNoServer({ leftStanding, servers }: Drill): Drill['leftStanding'] {
  const ids = new Set(servers.map(({ sourceServerId }) => sourceServerId));
  return leftStanding.filter(({ sourceServerId }) => !ids.has(sourceServerId));
}

const ORDER: CleanupRow['state'][] = [
  ...(['LEFT', 'UNPROVEN', 'ACKNOWLEDGED', 'TERMINATING', 'UP', 'GONE', 'NOT_NEEDED'] as const),
];

function cleanupRow(drill: Drill, server: DrilledServer, hostnames: ReadonlyMap<string, string>): CleanupRow {
  const state = stateOf(drill, server);
  const [instance, volumes] =
    server.gone === null ? [openText(state, server), volumesText(state)] : PROOFS[server.gone];
  const standing = drill.leftStanding.filter(({ sourceServerId }) => sourceServerId === server.sourceServerId);
  const hostname = hostnames.get(server.sourceServerId) ?? '';
  return { server, hostname, state, instance, volumes, standing };
}

function stateOf(drill: Drill, server: DrilledServer): CleanupRow['state'] {
  if (server.gone !== null) return server.gone === 'ACKNOWLEDGED' ? 'ACKNOWLEDGED' : 'GONE';
  if (!mayBeLeft(drill, server)) return 'NOT_NEEDED';
  if (server.unproven !== null) return 'UNPROVEN';
  if (drill.cleanup === 'LEAKED') return 'LEFT';
  return server.terminationAcceptedAt === null ? 'UP' : 'TERMINATING';
}

function openText(state: CleanupRow['state'], { instanceId, reportedGone }: DrilledServer): string {
  if (state === 'NOT_NEEDED') return 'Nothing of it was launched.';
  if (reportedGone) return 'An event says that it is terminated; a look has to prove it.';
  if (state === 'UP') return instanceId === null ? 'Its launch may make one.' : 'It is or may be up.';
  return instanceId === null ? 'One may exist.' : 'Not proved gone.';
}

function volumesText(state: CleanupRow['state']): string {
  return state === 'NOT_NEEDED' ? '–' : 'Not proved gone.';
}

const PROOFS: Record<NonNullable<DrilledServer['gone']>, [string, string]> = {
  TERMINATED: ['EC2 reported it terminated.', 'A look found none of them.'],
  NEVER_EXISTED: ['The job log shows that none was made.', 'A look found none.'],
  ABSENT_TWICE: ['Two looks found none, the later one well after the job.', 'Both looks found none.'],
  ACKNOWLEDGED: ['Not proved: a person took responsibility.', 'Not proved: a person took responsibility.'],
};
