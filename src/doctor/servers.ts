import { createDrs } from '../aws/drs.ts';
import { createEc2 } from '../aws/ec2.ts';
import { LAG_SECONDS_DEFAULT } from '../drill/bounds.ts';
import { counted } from '../drill/counted.ts';
import type { FailedCheck, Limits, Site, Terms } from '../drill/drill.ts';
import { checkServer } from '../drill/preflight.ts';
import { remedyOf } from '../drill/remedies.ts';
import { inspect } from '../flow/perform/inspect.ts';
import type { Drs, SourceServer } from '../flow/ports.ts';
import type { Clients } from './clients.ts';
import { checked, type Finding, fail, notChecked, ok, warn } from './finding.ts';

const CHECK = 'servers';
/** Each server takes three calls to DRS. */
const SERVERS_CHECKED_MAX = 50;

/** Runs the checks that a drill makes before a launch on each server. */
export async function checkServers(
  clients: Clients,
  site: Site,
  { servers, limits }: { servers: SourceServer[]; limits: Limits },
): Promise<Finding[]> {
  if (servers.length === 0) {
    const remedy = 'Install the replication agent on one unimportant server first.';
    return [warn(CHECK, `DRS lists no source server in ${site.region}, so there is nothing to drill.`, remedy)];
  }
  const answer = servers.slice(0, SERVERS_CHECKED_MAX).map(({ sourceServerId }) => sourceServerId);
  const ec2 = createEc2({ clientFor: ({ region }) => clients.ec2(region) });
  const ports = { clock: { now: Date.now }, drs: readingDrs(clients), ec2, history: NO_HISTORY };
  // Missing networks are reported once, not for every server.
  const judging = { terms: ORDINARY, limits: { ...limits, drillNetworks: limits.drillNetworks ?? 'ANY' } } as const;
  const found = await checked(CHECK, async () => {
    const { answers, failure } = await inspect(ports, site, {
      sourceServerIds: answer,
      recoveryPoint: { type: 'LATEST' },
    });
    const refused = answers.flatMap((server) => checkServer(server, judging).failures.slice(0, 1));
    return [...judged(answers.length, refused), ...unanswered(answer.length - answers.length, failure?.message ?? '')];
  });
  return [...found, ...beyond(servers.length - answer.length)];
}

/** A read-only DRS client. */
export function readingDrs({ drs }: Clients): Drs {
  const actingClientFor = () => {
    throw new Error('nothing is launched or terminated from here');
  };
  return createDrs({ clientFor: ({ region }) => drs(region), actingClientFor });
}

/** Groups servers by their first failed check, so that a common failure is reported once. */
function judged(answer: number, refused: FailedCheck[]): Finding[] {
  if (refused.length === 0) {
    return [
      ok(CHECK, `A drill would accept ${answer === 1 ? 'the only server' : `all ${answer} servers`} that DRS lists.`),
    ];
  }
  const alike = [...Map.groupBy(refused, ({ check }) => check)].map(([check, [first, ...others]]) => {
    const whom = `${first?.sourceServerId}${others.length === 0 ? '' : ` and ${others.length} more`}`;
    return warn(
      CHECK,
      `A drill would refuse ${whom} (${check}): ${first?.message}`,
      REMEDIES[check] ?? (first && remedyOf(first)) ?? REFUSALS,
    );
  });
  if (refused.length < answer) return alike;
  const says = answer === 1 ? 'A drill would refuse the only server.' : `A drill would refuse all ${answer} servers.`;
  return [fail(CHECK, says, 'Fix at least one of them, as described below.'), ...alike];
}

function unanswered(servers: number, message: string): Finding[] {
  if (servers === 0) return [];
  return [notChecked(CHECK, `AWS did not respond for ${counted(servers, 'server')}: ${message}`, 'Run it again.')];
}

function beyond(servers: number): Finding[] {
  if (servers === 0) return [];
  const says = `${counted(servers, 'more server')} ${servers === 1 ? 'was' : 'were'} not checked.`;
  return [notChecked(CHECK, says, 'A drill checks each of its servers.')];
}

const REFUSALS = 'See docs/api.md, “When a drill is refused”.';

/** The remedies for the most common checks. */
const REMEDIES: Readonly<Record<string, string>> = {
  'replication-healthy': 'Repair its replication: DRS console, Source servers, Data replication status.',
  lag: 'Wait until it has caught up, or see in the DRS console what slows its replication.',
  'recovery-point': 'Wait until its initial sync is complete.',
  'drill-network':
    'Set subnet and security group in its EC2 launch template (DRS console, Launch settings), or add them to the drill networks.',
  'no-drill-instance': 'Terminate the instance of the earlier drill in the DRS console, or waive the check.',
  'no-real-instance': 'Do not touch it: its recovery is in use.',
  'not-launch-into-instance': 'Remove the instance from its launch configuration.',
  'new-network-interface': 'Remove the network interface from its launch template.',
};

/** The default terms of a request. */
const ORDINARY: Terms = {
  recoveryPoint: { type: 'LATEST' },
  holdSeconds: 0,
  lagSecondsMax: LAG_SECONDS_DEFAULT,
  bootSecondsMax: 0,
  launchAllowanceSeconds: 0,
  onLaunchFailure: 'HOLD',
  objectives: {},
  waivers: [],
  reason: '',
  tags: {},
};

/** History only affects how long a drill waits. */
const NO_HISTORY = { loadServer: async () => ({ value: undefined, version: 0 }) };
