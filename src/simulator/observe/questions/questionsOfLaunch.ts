import { listed } from '../expect/expectation.ts';
import { eventsOf } from '../expect/expectServers.ts';
import { forwardedIn, knownCalls } from '../expect/expectTrail.ts';
import type { Recording } from '../recording.ts';
import { factsOf, jobsOf, launchedOf, linesOf, logOf, secondsBetween, stepsOf, things, views } from '../sightings.ts';
import type { OpenQuestion } from './openQuestion.ts';

/** Open questions about events, permissions and launches. */
export const OF_LAUNCH: OpenQuestion[] = [
  {
    name: 'event-of-drill',
    asks: 'What does the Launch Result event of a drill contain in is-drill, and how late does it arrive?',
    how: 'any drill, observed from its beginning',
    answer: (recording) => {
      const words = factsOf(recording, 'ServerReported').flatMap(({ receivedAt, drillWord = 'nothing' }) =>
        receivedAt === undefined ? [] : [drillWord],
      );
      const delays = eventsOf(recording).flatMap(({ seconds }) => (seconds === undefined ? [] : [`${seconds} s`]));
      return words.length === 0
        ? undefined
        : `is-drill was ${listed(words)}; delay after LAUNCH_END: ${listed(delays)}`;
    },
  },
  {
    name: 'event-of-early-failure',
    asks: 'Is an event sent for a server whose launch fails early?',
    how: 'a drill of a server whose launch template names no subnet, with the check `drill-network` waived',
    answer: (recording) => {
      const failed = failedServers(recording);
      const reported = new Set(factsOf(recording, 'ServerReported').map(({ sourceServerId }) => sourceServerId));
      const said = failed.filter(({ id }) => reported.has(id)).length;
      return failed.length === 0
        ? undefined
        : `of ${failed.length} servers that failed (after ${listed(failed.map(({ step }) => step))}), an event arrived for ${said}`;
    },
  },
  {
    name: 'tag-right',
    asks: 'On which resources is drs:TagResource evaluated when StartRecovery is called with tags, and with which drs:CreateAction?',
    how: 'remove drs:TagResource from performEffect’s role, start a drill, and restore it for one ARN at a time; a denied call costs nothing',
    answer: (recording) => {
      const denied = callsNamed(recording, 'StartRecovery').filter(({ errorCode }) => errorCode !== undefined);
      return denied.length === 0
        ? undefined
        : `StartRecovery was refused: ${listed(denied.map(({ errorCode, errorMessage }) => `${errorCode} of ${errorMessage}`))}`;
    },
  },
  {
    name: 'tag-conditions',
    asks: 'Are the tag conditions of AWS’s own policy sufficient for a launch and its termination?',
    how: 'a drill of a deployment with managedTags=checked, which is the default',
    answer: (recording) => {
      if (launchedOf(recording).length === 0 || jobsOf(recording, 'TERMINATE').length === 0) return undefined;
      const refused = [...linesOf(recording, 'LAUNCH'), ...linesOf(recording, 'TERMINATE')].flatMap(
        ({ line }) => line.eventData?.rawError?.match(/ of /)?.input ?? [],
      );
      return refused.length === 0
        ? 'no job log names a denied call; with managedTags=checked that means yes'
        : `calls were denied: ${listed(refused)}`;
    },
  },
  {
    name: 'forwarded-calls',
    asks: 'Which calls does DRS make on its caller’s behalf?',
    how: 'a drill, observed with permission for cloudtrail:LookupEvents',
    answer: (recording) => {
      const seen = forwardedIn(recording);
      const unseen = [...knownCalls()].filter((call) => !seen.includes(call) && isNamed(call));
      return seen.length === 0
        ? undefined
        : `${seen.length}: ${listed(seen, 60)}; granted but not seen: ${listed(unseen, 60)}`;
    },
  },
  {
    name: 'trail-of-start',
    asks: 'Does CloudTrail show the response of StartRecovery, and `inScopeOf`?',
    how: 'a drill, observed with permission for cloudtrail:LookupEvents',
    answer: (recording) => {
      const started = callsNamed(recording, 'StartRecovery');
      if (started.length === 0) return undefined;
      const inScope = started.some(({ userIdentity }) => userIdentity?.inScopeOf === true);
      const isShown = started.some(({ responseElements }) => responseElements?.job?.jobID !== undefined);
      return `it ${isShown ? 'shows the job in the response' : 'does not show the response'}; userIdentity ${inScope ? 'has' : 'does not have'} inScopeOf`;
    },
  },
  {
    name: 'tags-of-everything',
    asks: 'Which tags does every instance, volume, interface and snapshot of a launch carry?',
    how: 'any drill, observed from its beginning',
    answer: (recording) => {
      const kinds = [
        ['instances', things(recording, 'instance').map(({ last }) => last.Tags)],
        ['volumes', things(recording, 'volume').map(({ last }) => last.Tags)],
        ['interfaces', things(recording, 'networkInterface').map(({ last }) => last.TagSet)],
        ['snapshots', things(recording, 'snapshot').map(({ last }) => last.Tags)],
      ] as const;
      const said = kinds.map(([kind, tags]) => {
        const keys = [
          ...new Set(
            tags.map((one) =>
              Object.keys(one ?? {})
                .sort()
                .join(' + '),
            ),
          ),
        ];
        return `${tags.length} ${kind}: ${listed(keys)}`;
      });
      return launchedOf(recording).length === 0 ? undefined : said.join('; ');
    },
  },
  {
    name: 'words-while-launching',
    asks: 'Is launchStatus ever IN_PROGRESS, and do jobs have recoveryInstanceID?',
    how: 'any drill, observed from its beginning',
    answer: (recording) => {
      const servers = jobsOf(recording, 'LAUNCH')
        .flatMap((job) => views(job))
        .flatMap(({ participatingServers = [] }) => participatingServers);
      const names = servers.some(({ recoveryInstanceID }) => recoveryInstanceID !== undefined);
      return servers.length === 0
        ? undefined
        : `it was ${listed(servers.map(({ launchStatus }) => launchStatus))}; recoveryInstanceID was ${names ? '' : 'not '}present`;
    },
  },
  {
    name: 'launch-action-runs',
    asks: 'What does launchActionsStatus.runs contain with post-launch actions?',
    how: 'deploy with launchActions=on, enable one action on one server, and drill it',
    answer: (recording) => {
      const all = jobsOf(recording, 'LAUNCH')
        .flatMap((job) => views(job))
        .flatMap(({ participatingServers = [] }) => participatingServers);
      const runs = all.flatMap(({ launchActionsStatus }) => launchActionsStatus?.runs ?? []);
      return runs.length === 0 ? undefined : `runs were ${listed(runs.map(({ status }) => status))}`;
    },
  },
  {
    name: 'fast-mode',
    asks: 'What does the log of a server with recoveryMode FAST show, and how long does it take?',
    how: 'set recoveryMode FAST in one server’s launch configuration, and drill it',
    answer: (recording) => {
      const logs = launchedOf(recording).map(({ jobId, sourceServerId }) => stepsOf(recording, jobId, sourceServerId));
      const fast = logs.filter((steps) => steps.length > 0 && !steps.includes('CONVERSION_START'));
      const said = fast.map((steps) => `a launch without conversion logged ${steps.join(', ')}`);
      return said.length === 0 ? undefined : listed(said);
    },
  },
  {
    name: 'time-of-launch',
    asks: 'How long does each step of a launch take?',
    how: 'any drill',
    answer: (recording) => {
      const said = jobsOf(recording, 'LAUNCH').flatMap(({ id, last }) =>
        logOf(recording, id).map(({ event, logDateTime }) => {
          const seconds = secondsBetween(last.creationDateTime, logDateTime);
          return `${event} +${Math.round(seconds ?? 0)} s`;
        }),
      );
      return said.length === 0 ? undefined : listed(said, 40);
    },
  },
];

function callsNamed(recording: Recording, name: string) {
  return things(recording, 'call')
    .map(({ last }) => last)
    .filter(({ eventName }) => eventName === name);
}

/** Passing a role and tagging are permissions, not calls that CloudTrail could name. */
function isNamed(call: string): boolean {
  return !['iam:PassRole', 'ec2:CreateTags', 'drs:TagResource'].includes(call);
}

function failedServers(recording: Recording): { id: string; step: string }[] {
  return jobsOf(recording, 'LAUNCH').flatMap((job) =>
    (job.last.participatingServers ?? []).flatMap(({ sourceServerID = '', launchStatus }) =>
      launchStatus === 'FAILED'
        ? [{ id: sourceServerID, step: stepsOf(recording, job.id, sourceServerID).at(-1) ?? 'nothing' }]
        : [],
    ),
  );
}
