import { jobsOf, linesOf, things, views } from '../sightings.ts';
import { OTHERS, OWN_TAGS } from '../tagsKept.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

/** What DescribeJobs shows. */
export const JOBS: Expectation[] = [
  {
    name: 'job-tags',
    says: 'DescribeJobs returns the tags given to StartRecovery.',
    source: 'DRS API reference, Job: tags; seen of four tags in a public log of 2025-11',
    compare: (recording) =>
      one(jobsOf(recording, 'LAUNCH'), ({ id, last }) => {
        const missing = OWN_TAGS.filter((tag) => last.tags?.[tag] === undefined);
        return missing.length === 0 ? undefined : `${id} is returned without ${listed(missing)}`;
      }),
  },
  {
    name: 'job-foreign-tags',
    says: 'A launch job has only the tags that its caller gave it.',
    source:
      'An answer of 2024-09 (a public demonstration) holds `resourceArn`; whether it always does is not published',
    compare: (recording) => {
      const [drill] = things(recording, 'drill');
      const given = drill?.last.terms?.tags ?? 0;
      return one(jobsOf(recording, 'LAUNCH'), ({ id, last: { tags = {} } }) => {
        const foreign = Object.keys(tags).filter((tag) => ![...OWN_TAGS, 'RecoveryPlan', OTHERS].includes(tag));
        const others = Number(tags[OTHERS] ?? 0) - given;
        if (foreign.length === 0 && others <= 0) return undefined;
        return `${id} has the tags ${listed([...foreign, ...(others > 0 ? [`${others} others`] : [])])}`;
      });
    },
  },
  {
    name: 'job-tags-listed',
    says: 'ListTagsForResource returns the same tags of a job as DescribeJobs.',
    source: 'DRS API reference, ListTagsForResource',
    compare: (recording) => {
      const jobs = things(recording, 'job').filter(({ id }) => recording.seen.listedTags[id] !== undefined);
      return one(jobs, ({ id, last }) => {
        const shown = Object.keys(last.tags ?? {}).sort();
        const named = Object.keys(recording.seen.listedTags[id]?.[0]?.what?.tags ?? {}).sort();
        return String(shown) === String(named)
          ? undefined
          : `DescribeJobs shows ${listed(shown)} for ${id}, ListTagsForResource ${listed(named)}`;
      });
    },
  },
  {
    name: 'job-kind',
    says: 'A drill’s launch is initiated by START_DRILL, its termination by TERMINATE_RECOVERY_INSTANCES.',
    source: 'DRS API model, InitiatedBy',
    compare: (recording) =>
      one(things(recording, 'job'), ({ id, last: { type, initiatedBy } }) =>
        INITIATED[type ?? ''] === initiatedBy ? undefined : `${id} of type ${type} was initiated by ${initiatedBy}`,
      ),
  },
  {
    name: 'job-status-words',
    says: 'A job is PENDING, STARTED, then COMPLETED, and has an endDateTime once it is COMPLETED.',
    source: 'DRS API model, JobStatus',
    compare: (recording) =>
      each(things(recording, 'job'), (job) =>
        views(job).flatMap(({ status = 'nothing', endDateTime }) => [
          ...(STATUSES.includes(status) ? [] : [`${job.id} was ${status}`]),
          ...((status === 'COMPLETED') === (endDateTime !== undefined)
            ? []
            : [`${job.id} was ${status} ${endDateTime === undefined ? 'without' : 'with'} endDateTime`]),
        ]),
      ),
  },
  {
    name: 'launch-status-words',
    says: 'A server’s launchStatus is PENDING until it is LAUNCHED or FAILED; IN_PROGRESS never occurs.',
    source: 'Seen live in 2025 (public logs): PENDING three minutes into a job, then LAUNCHED',
    compare: (recording) =>
      each(jobsOf(recording, 'LAUNCH'), (job) => {
        const said = views(job).flatMap(({ participatingServers = [] }) =>
          participatingServers.map(({ launchStatus }) => launchStatus ?? 'nothing'),
        );
        const others = said.filter((status) => !['PENDING', 'LAUNCHED', 'FAILED'].includes(status));
        return others.length === 0 ? [] : [`a server of ${job.id} was ${listed(others)}`];
      }),
  },
  {
    name: 'job-names-no-instance',
    says: 'participatingServers have no recoveryInstanceID.',
    source: 'Seen live: a response of 2025 holds launchStatus and sourceServerID only (aws-samples/drs-tools)',
    compare: (recording) =>
      one(jobsOf(recording, 'LAUNCH'), (job) => {
        const names = views(job).some(({ participatingServers = [] }) =>
          participatingServers.some(({ recoveryInstanceID }) => recoveryInstanceID !== undefined),
        );
        return names ? `${job.id} names the recovery instances of its servers` : undefined;
      }),
  },
  {
    name: 'job-keeps-servers',
    says: 'A launch job that has ended still names its servers.',
    source: 'Seen live: sample_result.json (aws-samples/drs-tools)',
    compare: (recording) => {
      const completed = jobsOf(recording, 'LAUNCH').filter(({ last }) => last.status === 'COMPLETED');
      return one(completed, ({ id, last }) =>
        (last.participatingServers ?? []).length > 0 ? undefined : `${id} has ended and names no servers`,
      );
    },
  },
  {
    name: 'launch-actions',
    says: 'A pending server has a launchActionsStatus without runs; afterwards it has none.',
    source:
      'Seen live in StartRecovery’s and DescribeJobs’ answers of 2024 and 2022; not published with post-launch actions',
    compare: (recording) =>
      each(jobsOf(recording, 'LAUNCH'), (job) => {
        const all = views(job).flatMap(({ participatingServers = [] }) => participatingServers);
        const runs = all.reduce(
          (most, { launchActionsStatus }) => Math.max(most, launchActionsStatus?.runs?.length ?? 0),
          0,
        );
        const late = all.some(
          ({ launchStatus, launchActionsStatus }) => launchStatus === 'LAUNCHED' && launchActionsStatus,
        );
        return [
          ...(runs > 0 ? [`a server of ${job.id} had ${runs} runs of launch actions`] : []),
          ...(late ? [`a launched server of ${job.id} still had a launchActionsStatus`] : []),
        ];
      }),
  },
  {
    name: 'form-of-moments',
    says: 'DRS writes timestamps as 2022-12-07T19:15:38.846723+00:00.',
    source: 'Seen live: sample_result.json (aws-samples/drs-tools); the API model says …Z',
    compare: (recording) => {
      const logged = [...linesOf(recording, 'LAUNCH'), ...linesOf(recording, 'TERMINATE')];
      const written = [
        ...things(recording, 'job').flatMap(({ last }) => [last.creationDateTime, last.endDateTime]),
        ...logged.map(({ line }) => line.logDateTime),
      ].flatMap((moment) => moment ?? []);
      const forms = written.filter((moment) => !MOMENT.test(moment)).map((moment) => moment.replace(/\d/g, '9'));
      return { compared: written.length, differences: forms.length === 0 ? [] : [`it wrote ${listed(forms)}`] };
    },
  },
];

const STATUSES = ['PENDING', 'STARTED', 'COMPLETED'];
const INITIATED: Record<string, string> = { LAUNCH: 'START_DRILL', TERMINATE: 'TERMINATE_RECOVERY_INSTANCES' };
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/;
