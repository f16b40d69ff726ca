import type { Settings } from '../api/client.ts';
import { durationText } from '../words/durations.ts';

/** A limit, what it means for a request, and who can change it. */
export interface Limit {
  name: string;
  value: string;
  /** What comes of a request beyond it. */
  beyond: string;
  /** The parameter of the deployment; null: every deployment has this limit. */
  parameter: string | null;
}

/** The limits of a deployment. */
export function limitsOf(settings: Settings): Limit[] {
  const { holdSecondsMax, serversPerJob, jobsMax, serversInJobsMax, coverageDaysMax } = settings;
  return [
    {
      name: 'Longest hold',
      value: `${durationText(holdSecondsMax)} (${holdSecondsMax} s)`,
      beyond: 'The request or plan is refused (invalid-request), and an extension of the hold (hold-too-long).',
      parameter: 'holdSecondsMax',
    },
    {
      name: 'Jobs of drills at a time, in a Region',
      value: String(jobsMax),
      beyond: 'A drill waits for its turn, at most startWithinSeconds. After that it is REJECTED.',
      parameter: 'jobsMax',
    },
    {
      name: 'Servers in jobs of drills at a time, in a Region',
      value: String(serversInJobsMax),
      beyond: 'The same. The rest of DRS’s quota is left to a real recovery.',
      parameter: 'serversInJobsMax',
    },
    {
      name: 'Servers in a job of DRS',
      value: String(serversPerJob),
      beyond: 'A larger wave is launched in several jobs.',
      parameter: 'serversPerJob',
    },
    {
      name: 'Age of a proof',
      value: coverageDaysMax === null ? 'no limit' : `${coverageDaysMax} days`,
      beyond: 'The server is overdue, and is announced once.',
      parameter: 'coverageDaysMax',
    },
    ...FIXED.map((limit) => ({ ...limit, parameter: null })),
  ];
}

/** The limits of every deployment. */
const FIXED: Omit<Limit, 'parameter'>[] = [
  { name: 'Servers of a drill', value: '300 in 20 waves', beyond: 'The request or plan is refused (invalid-request).' },
  {
    name: 'Open drills in a Region',
    value: '500 with 8,000 servers',
    beyond: 'The request is refused (too-many-drills). Its answer says when to try again.',
  },
  {
    name: 'Open drills of a requester',
    value: '400 with 4,000 servers',
    beyond: 'The same, whatever the name of the session of a role.',
  },
  { name: 'Size of a plan', value: '64 KB of canonical JSON', beyond: 'The plan is refused (invalid-request).' },
  {
    name: 'Schedules',
    value: '100, each for at most 400 days',
    beyond: 'The schedule is refused (too-many-schedules, invalid-request).',
  },
  { name: 'Blackouts', value: '50', beyond: 'They are refused (invalid-request).' },
  { name: 'Standing waivers of a schedule', value: '90 days', beyond: 'From then on its runs are refused.' },
  {
    name: 'Notes on a drill',
    value: '200 of 8 KB each, until 7 days after its end',
    beyond: 'The note is refused (too-many-notes, notes-closed).',
  },
];

/** Where drills may launch, as a sentence. */
export function networksSaid({ drillSubnets }: Settings): string {
  if (drillSubnets.length === 0)
    return 'Nowhere: no drill subnets are named, so every drill is REJECTED (drill-network).';
  if (drillSubnets.includes('*')) return 'Anywhere: any subnet and security group is allowed.';
  return 'A server whose launch template or settings lead elsewhere is REJECTED (drill-network), unless the request waives that.';
}

/** How evidence is kept, as a sentence. */
export function lockSaid({ lock }: Settings['evidence']): string {
  if (lock === null) return 'not locked: whoever may delete objects of the bucket can delete evidence';
  return lock.mode === 'GOVERNANCE'
    ? `${lock.days} days, GOVERNANCE: only somebody with s3:BypassGovernanceRetention can remove it earlier`
    : `${lock.days} days, COMPLIANCE: nobody can remove it earlier`;
}
