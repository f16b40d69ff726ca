import type { Recording } from '../recording.ts';
import { factsOf, jobsOf, type Line, launchedOf, logOf, secondsBetween, things, views } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

const EVENT_SECONDS_MAX = 120;

/** The source servers, their recovery points and launch templates, and the events. */
export const SERVERS: Expectation[] = [
  {
    name: 'last-launch',
    says: 'A source server’s lastLaunch names the drill’s job and the type DRILL; its result is PENDING, then SUCCEEDED or FAILED.',
    source: 'DRS API model, LastLaunchResult and LifeCycleLastLaunch; seen live',
    compare: (recording) => {
      const jobs = new Set(jobsOf(recording, 'LAUNCH').map(({ id }) => id));
      const drilled = things(recording, 'server').filter(({ id }) => serversOf(recording).has(id));
      return each(drilled, (server) => {
        const { initiated } = server.last.lifeCycle?.lastLaunch ?? {};
        const others = views(server)
          .map(({ lastLaunchResult = 'nothing' }) => lastLaunchResult)
          .filter((result) => !RESULTS.includes(result));
        return [
          ...(jobs.has(initiated?.jobID ?? '')
            ? []
            : [`the last launch of ${server.id} names ${initiated?.jobID ?? 'no job'}`]),
          ...(initiated?.type === 'DRILL' ? [] : [`the last launch of ${server.id} was of type ${initiated?.type}`]),
          ...(others.length === 0 ? [] : [`the last launch of ${server.id} was ${listed(others)}`]),
        ];
      });
    },
  },
  {
    name: 'server-names-instance',
    says: 'DescribeSourceServers names the recovery instance while DRS lists it, and no longer afterwards.',
    source: 'DRS API model, SourceServer: recoveryInstanceId; when it disappears is not published',
    compare: (recording) =>
      each(things(recording, 'entry'), ({ id, last: { sourceServerID }, sightings }) => {
        const server = things(recording, 'server').find((one) => one.id === sourceServerID);
        if (server === undefined) return [];
        const named = views(server).some(({ recoveryInstanceId }) => recoveryInstanceId === id);
        const isGone = sightings.at(-1)?.what === null;
        return [
          ...(named ? [] : [`${sourceServerID} never named ${id} as its recovery instance`]),
          ...(isGone && server.last.recoveryInstanceId === id
            ? [`${sourceServerID} still named ${id} when DRS no longer listed it`]
            : []),
        ];
      }),
  },
  {
    name: 'points-order',
    says: 'DescribeRecoverySnapshots lists the oldest first by default.',
    source: 'Not documented',
    compare: (recording) =>
      one(listsOfPoints(recording), ({ id, points }) => {
        // A point of the policy may be taken some seconds after its expected time, and another one in between.
        const times = points.map(({ timestamp, expectedTimestamp }) => timestamp ?? expectedTimestamp);
        const isAscending = times.every((time, place) => (secondsBetween(times[place - 1], time) ?? 0) >= 0);
        return isAscending ? undefined : `the points of ${id} came in another order`;
      }),
  },
  {
    name: 'points-complete',
    says: 'Every listed recovery point has a timestamp.',
    source: 'A public log of 2025-11 shows unfinished points without one; how often they occur is not known',
    compare: (recording) =>
      one(listsOfPoints(recording), ({ id, points }) => {
        const unfinished = points.filter(({ timestamp }) => timestamp === undefined).length;
        return unfinished === 0 ? undefined : `${unfinished} of the ${points.length} points of ${id} had no timestamp`;
      }),
  },
  {
    name: 'template-tags',
    says: 'The launch template has tag specifications for instance, volume and network-interface.',
    source: 'A public copy of a template that DRS made',
    compare: (recording) =>
      one(things(recording, 'templateVersion'), ({ id, last }) => {
        const kinds = (last.LaunchTemplateData?.TagSpecifications ?? []).map(({ ResourceType }) => ResourceType);
        return String(kinds.toSorted()) === 'instance,network-interface,volume'
          ? undefined
          : `${id} has tag specifications for ${listed(kinds)}`;
      }),
  },
  {
    name: 'template-versions',
    says: 'A launch leaves the launch template’s default version unchanged.',
    source: 'Not published; DRS requires CreateLaunchTemplateVersion and DeleteLaunchTemplateVersions',
    compare: (recording) =>
      one(things(recording, 'template'), (template) => {
        const versions = new Set(views(template).map(({ DefaultVersionNumber }) => DefaultVersionNumber));
        return versions.size <= 1
          ? undefined
          : `the default version of ${template.id} was ${[...versions].join(', then ')}`;
      }),
  },
  {
    name: 'event-comes',
    says: `A server’s Launch Result event comes within ${EVENT_SECONDS_MAX} s of its LAUNCH_END.`,
    source: 'EventBridge reference, DRS Source Server Launch Result: best effort; no delay is published',
    compare: (recording) =>
      one(eventsOf(recording), ({ sourceServerId, seconds, seenSeconds }) =>
        seconds === undefined
          ? `no event for ${sourceServerId} had arrived when the drill saw its launch, ${seenSeconds} s after LAUNCH_END`
          : seconds <= EVENT_SECONDS_MAX
            ? undefined
            : `the event of ${sourceServerId} came ${seconds} s after LAUNCH_END`,
      ),
  },
  {
    name: 'event-word',
    says: 'The event’s is-drill is TRUE for a drill.',
    source: 'EventBridge reference, whose samples show FALSE only',
    compare: (recording) => {
      const reported = factsOf(recording, 'ServerReported').filter(({ receivedAt }) => receivedAt !== undefined);
      return one(reported, ({ sourceServerId, drillWord }) =>
        drillWord === 'TRUE' ? undefined : `the event of ${sourceServerId} said is-drill = ${drillWord ?? 'nothing'}`,
      );
    },
  },
];

const RESULTS = ['NOT_STARTED', 'PENDING', 'SUCCEEDED', 'FAILED'];

function serversOf(recording: Recording): Set<string | undefined> {
  const jobs = jobsOf(recording, 'LAUNCH').flatMap(({ last }) => last.participatingServers ?? []);
  return new Set(jobs.map(({ sourceServerID }) => sourceServerID));
}

function listsOfPoints(recording: Recording) {
  return things(recording, 'points').map(({ id, last }) => ({ id, points: last }));
}

/** An event, or its absence, by seconds after the server's LAUNCH_END. */
interface Report {
  sourceServerId: string;
  /** When it arrived; undefined: it had not arrived when the drill itself saw the launch. */
  seconds: number | undefined;
  seenSeconds: number | undefined;
}

/**
 * The events of launched servers. A drill that sees a launch first keeps no later event, so an event can only count as
 * late.
 */
export function eventsOf(recording: Recording): Report[] {
  const [reported, launched] = [factsOf(recording, 'ServerReported'), factsOf(recording, 'ServerLaunched')];
  const entries = launchedOf(recording).map(({ sourceServerId, jobId }) => {
    const isEnd = ({ event, eventData }: Line) =>
      event === 'LAUNCH_END' && eventData?.sourceServerID === sourceServerId;
    const endedAt = logOf(recording, jobId).find(isEnd)?.logDateTime;
    const received = reported.find((fact) => fact.sourceServerId === sourceServerId);
    const seen = launched.find((fact) => fact.sourceServerId === sourceServerId);
    const seconds = secondsBetween(endedAt, received?.receivedAt ?? received?.at);
    return { sourceServerId, seconds, seenSeconds: secondsBetween(endedAt, seen?.at) };
  });
  return entries.filter(({ seconds, seenSeconds = 0 }) => seconds !== undefined || seenSeconds > EVENT_SECONDS_MAX);
}
