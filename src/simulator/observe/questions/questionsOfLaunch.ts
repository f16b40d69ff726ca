import { listed } from '../expect/expectation.ts';
import { eventsOf } from '../expect/expectServers.ts';
import { forwardedIn, knownCalls } from '../expect/expectTrail.ts';
import type { Recording } from '../recording.ts';
import { factsOf, jobsOf, launchedOf, linesOf, logOf, secondsBetween, stepsOf, things, views } from '../sightings.ts';
import type { OpenQuestion } from './openQuestion.ts';

/** What nobody has shown of events, rights and launches. */
export const OF_LAUNCH: OpenQuestion[] = [
  {
    name: 'event-of-drill',
    asks: 'What does the Launch Result event of a drill say in is-drill, and how late does it come?',
    how: 'any drill, observed from its beginning',
    answer: (recording) => {
      const words = factsOf(recording, 'ServerReported').flatMap(({ receivedAt, drillWord = 'nothing' }) =>
        receivedAt === undefined ? [] : [drillWord],
      );
      const delays = eventsOf(recording).flatMap(({ seconds }) => (seconds === undefined ? [] : [`${seconds} s`]));
      return words.length === 0
        ? undefined
        : `is-drill was ${listed(words)}; after LAUNCH_END it came by ${listed(delays)}`;
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
        : `of ${failed.length} servers that failed (after ${listed(failed.map(({ step }) => step))}), an event came for ${said}`;
    },
  },
  {
    name: 'tag-right',
    asks: 'On which resources is drs:TagResource evaluated when StartRecovery is called with tags, and with which drs:CreateAction?',
    how: 'take drs:TagResource from performEffect’s role, ask for a drill, and give it back for one ARN at a time; a denied call costs nothing',
    answer: (recording) => {
      const denied = callsNamed(recording, 'StartRecovery').filter(({ errorCode }) => errorCode !== undefined);
      return denied.length === 0
        ? undefined
        : `StartRecovery was refused: ${listed(denied.map(({ errorCode, errorMessage }) => `${errorCode} of ${errorMessage}`))}`;
    },
  },
  {
    name: 'tag-conditions',
    asks: 'Are the tag conditions of AWS’s own policy enough for a launch and its end?',
    how: 'a drill of a deployment with managedTags=checked, which is the default',
    answer: (recording) => {
      if (launchedOf(recording).length === 0 || jobsOf(recording, 'TERMINATE').length === 0) return undefined;
      const refused = [...linesOf(recording, 'LAUNCH'), ...linesOf(recording, 'TERMINATE')].flatMap(
        ({ line }) => line.eventData?.rawError?.match(/ of /)?.input ?? [],
      );
      return refused.length === 0
        ? 'no job’s log names a refused call; with managedTags=checked that says yes'
        : `calls were refused: ${listed(refused)}`;
    },
  },
  {
    name: 'forwarded-calls',
    asks: 'Which calls does DRS make in its caller’s name?',
    how: 'a drill, observed by somebody who may call cloudtrail:LookupEvents',
    answer: (recording) => {
      const seen = forwardedIn(recording);
      const unseen = [...knownCalls()].filter((call) => !seen.includes(call) && isNamed(call));
      return seen.length === 0
        ? undefined
        : `${seen.length}: ${listed(seen, 60)}; granted and not seen: ${listed(unseen, 60)}`;
    },
  },
  {
    name: 'trail-of-start',
    asks: 'Does CloudTrail show what StartRecovery answered, and `inScopeOf`?',
    how: 'a drill, observed by somebody who may call cloudtrail:LookupEvents',
    answer: (recording) => {
      const started = callsNamed(recording, 'StartRecovery');
      if (started.length === 0) return undefined;
      const inScope = started.some(({ userIdentity }) => userIdentity?.inScopeOf === true);
      const isShown = started.some(({ responseElements }) => responseElements?.job?.jobID !== undefined);
      return `it ${isShown ? 'shows the job that was answered' : 'does not show the answer'}; userIdentity ${inScope ? 'has' : 'does not have'} inScopeOf`;
    },
  },
  {
    name: 'tags-of-everything',
    asks: 'Which tags does every instance, volume, interface and snapshot of a launch bear?',
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
    asks: 'Does launchStatus ever say IN_PROGRESS, and do jobs name recoveryInstanceID?',
    how: 'any drill, observed from its beginning',
    answer: (recording) => {
      const servers = jobsOf(recording, 'LAUNCH')
        .flatMap((job) => views(job))
        .flatMap(({ participatingServers = [] }) => participatingServers);
      const names = servers.some(({ recoveryInstanceID }) => recoveryInstanceID !== undefined);
      return servers.length === 0
        ? undefined
        : `it said ${listed(servers.map(({ launchStatus }) => launchStatus))}; recoveryInstanceID was ${names ? '' : 'not '}named`;
    },
  },
  {
    name: 'launch-action-runs',
    asks: 'What does launchActionsStatus.runs hold with post-launch actions?',
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

/** Passing a role and tagging are rights, and no calls that CloudTrail could name. */
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
