import { jobsOf, launchedOf, linesOf, logOf, secondsBetween, stepsOf, things } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

/** What job logs show. */
export const LOGS: Expectation[] = [
  {
    name: 'log-events',
    says: 'The events of a job’s log are those of the API model.',
    source: 'DRS API model, JobLogEvent',
    compare: (recording) => {
      const lines = [...linesOf(recording, 'LAUNCH'), ...linesOf(recording, 'TERMINATE')];
      return one(lines, ({ jobId, line: { event = 'nothing' } }) =>
        EVENTS.includes(event) ? undefined : `the log of ${jobId} has ${event}`,
      );
    },
  },
  {
    name: 'log-order',
    says: 'A log is ordered oldest first, from JOB_START to JOB_END.',
    source: 'Seen live in every public log; the API does not promise it',
    compare: (recording) => {
      const jobs = things(recording, 'job').filter(
        ({ id, last }) => last.status === 'COMPLETED' && logOf(recording, id).length > 0,
      );
      return each(jobs, ({ id }) => {
        const log = logOf(recording, id);
        const isOrdered = log.every(
          ({ logDateTime }, place) => (secondsBetween(log[place - 1]?.logDateTime, logDateTime) ?? 0) >= 0,
        );
        const ends = [log[0]?.event, log.at(-1)?.event];
        return [
          ...(isOrdered ? [] : [`the log of ${id} is not in chronological order`]),
          ...(String(ends) === 'JOB_START,JOB_END' ? [] : [`the log of ${id} goes from ${ends.join(' to ')}`]),
        ];
      });
    },
  },
  {
    name: 'launch-steps',
    says: 'A launch from the latest data logs _START and _END of SNAPSHOT, CONVERSION and LAUNCH once per server.',
    source: 'Seen live: sample_result.json (aws-samples/drs-tools) and public logs of 2025; FAST has not been seen',
    compare: (recording) =>
      one(launchedOf(recording), ({ sourceServerId, jobId }) => {
        const steps = stepsOf(recording, jobId, sourceServerId).filter((event) => !event.startsWith('CLEANUP_'));
        if (steps.length === 0 || STEPS.includes(String(steps))) return undefined;
        return `${sourceServerId} logged ${steps.join(', ')}`;
      }),
  },
  {
    name: 'target-instance',
    says: 'LAUNCH_END carries targetInstanceID, the instance that DRS then lists.',
    source: 'Seen live in every public log',
    compare: (recording) => {
      const ends = linesOf(recording, 'LAUNCH').filter(({ line }) => line.event === 'LAUNCH_END');
      return one(ends, ({ jobId, line: { eventData } }) => {
        const { targetInstanceID, sourceServerID } = eventData ?? {};
        if (targetInstanceID === undefined) return `LAUNCH_END of ${sourceServerID} in ${jobId} names no instance`;
        const listedAs = things(recording, 'entry').filter(
          ({ last }) => last.jobID === jobId && last.sourceServerID === sourceServerID,
        );
        const isListed = listedAs.length === 0 || listedAs.some(({ id }) => id === targetInstanceID);
        return isListed
          ? undefined
          : `LAUNCH_END of ${sourceServerID} names ${targetInstanceID}, DRS lists ${listed(listedAs.map(({ id }) => id))}`;
      });
    },
  },
  {
    name: 'conversion-server',
    says: 'CONVERSION_END carries conversionServerID.',
    source: 'DRS API model, JobLogEventData; seen live',
    compare: (recording) => {
      const ends = linesOf(recording, 'LAUNCH').filter(({ line }) => line.event === 'CONVERSION_END');
      return one(ends, ({ jobId, line: { eventData } }) =>
        eventData?.conversionServerID === undefined
          ? `CONVERSION_END in ${jobId} names no conversion server`
          : undefined,
      );
    },
  },
  {
    name: 'failures-say-why',
    says: 'A step that fails is logged with a rawError.',
    source: 'DRS API model, JobLogEventData; logs of 2025 also show failures without an error',
    compare: (recording) => {
      const failed = linesOf(recording, 'LAUNCH').filter(({ line }) => /_FAIL(ED)?$/.test(line.event ?? ''));
      const silent = jobsOf(recording, 'LAUNCH').flatMap(({ id, last: { participatingServers = [] } }) =>
        participatingServers.flatMap(({ launchStatus, sourceServerID = '' }) =>
          launchStatus === 'FAILED' &&
          !stepsOf(recording, id, sourceServerID).some((event) => /FAIL|SKIPPED/.test(event))
            ? [`${sourceServerID} failed in ${id}, and the log says nothing of it`]
            : [],
        ),
      );
      const said = one(failed, ({ jobId, line: { event, eventData } }) =>
        eventData?.rawError === undefined ? `${event} in ${jobId} gives no reason` : undefined,
      );
      return { compared: said.compared + silent.length, differences: [...said.differences, ...silent] };
    },
  },
  {
    name: 'job-end-line',
    says: 'JOB_END is logged within two seconds of the job’s endDateTime.',
    source: 'Seen live: 26 ms after endDateTime (aws-samples/drs-tools, sample_result.json)',
    compare: (recording) => {
      const completed = things(recording, 'job').flatMap(({ id, last: { endDateTime } }) => {
        const line = logOf(recording, id).find(({ event }) => event === 'JOB_END');
        const seconds = secondsBetween(endDateTime, line?.logDateTime);
        return seconds === undefined ? [] : [{ id, seconds }];
      });
      return one(completed, ({ id, seconds }) =>
        Math.abs(seconds) <= 2 ? undefined : `JOB_END of ${id} came ${seconds} s after its endDateTime`,
      );
    },
  },
];

const STEPS = [
  'SNAPSHOT_START,SNAPSHOT_END,CONVERSION_START,CONVERSION_END,LAUNCH_START,LAUNCH_END',
  // Launches from a recovery point given by id or time.
  'CONVERSION_START,CONVERSION_END,LAUNCH_START,LAUNCH_END',
];

const EVENTS = [
  'JOB_START',
  'SERVER_SKIPPED',
  'CLEANUP_START',
  'CLEANUP_END',
  'CLEANUP_FAIL',
  'SNAPSHOT_START',
  'SNAPSHOT_END',
  'SNAPSHOT_FAIL',
  'USING_PREVIOUS_SNAPSHOT',
  'USING_PREVIOUS_SNAPSHOT_FAILED',
  'CONVERSION_START',
  'CONVERSION_END',
  'CONVERSION_FAIL',
  'LAUNCH_START',
  'LAUNCH_FAILED',
  'LAUNCH_END',
  'JOB_CANCEL',
  'JOB_END',
];
