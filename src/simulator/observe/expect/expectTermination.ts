import { noFaults } from '../../aws/faults.ts';
import type { Recording } from '../recording.ts';
import { jobsOf, linesOf, logOf, secondsBetween, things } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

const LISTED_SECONDS = noFaults.terminatedListedSecondsMax;

/** What happens to the instances at the end of the drill. */
export const TERMINATION: Expectation[] = [
  {
    name: 'terminate-job-servers',
    says: 'A TERMINATE job names its servers while it runs, and none after it has ended.',
    source: 'No TERMINATE job is published',
    compare: (recording) => {
      const completed = jobsOf(recording, 'TERMINATE').filter(({ last }) => last.status === 'COMPLETED');
      return one(completed, ({ id, last: { participatingServers = [] } }) => {
        const words = participatingServers.map(({ launchStatus }) => launchStatus ?? 'nothing');
        return words.length === 0
          ? undefined
          : `${id} has ended and still names ${words.length} servers as ${listed(words)}`;
      });
    },
  },
  {
    name: 'terminate-job-tags',
    says: 'A TERMINATE job has no tags.',
    source: 'DRS API reference: TerminateRecoveryInstances takes none',
    compare: (recording) =>
      one(jobsOf(recording, 'TERMINATE'), ({ id, last: { tags = {} } }) =>
        Object.keys(tags).length === 0 ? undefined : `${id} has the tags ${listed(Object.keys(tags))}`,
      ),
  },
  {
    name: 'terminate-log',
    says: 'A TERMINATE job logs CLEANUP_START and CLEANUP_END for each server, between JOB_START and JOB_END.',
    source: 'No such log is published; the events are from the API model',
    compare: (recording) => {
      const completed = jobsOf(recording, 'TERMINATE').filter(({ last }) => last.status === 'COMPLETED');
      return one(completed, ({ id }) => {
        const events = logOf(recording, id).map(({ event = '' }) => event);
        const others = events.filter(
          (event) => !['JOB_START', 'CLEANUP_START', 'CLEANUP_END', 'JOB_END'].includes(event),
        );
        const counts = ['CLEANUP_START', 'CLEANUP_END'].map(
          (event) => events.filter((other) => other === event).length,
        );
        if (others.length > 0) return `the log of ${id} has ${listed(others)}`;
        return counts[0] === counts[1] && counts[0] !== 0
          ? undefined
          : `the log of ${id} has CLEANUP_START ${counts[0]} times and CLEANUP_END ${counts[1]} times`;
      });
    },
  },
  {
    name: 'terminated-stays-listed',
    says: `DRS lists a terminated instance for at most ${LISTED_SECONDS} s, as TERMINATED.`,
    source:
      'Seen live (aws-samples/sample-resilience-patterns: drs-ec2): it stays, then disappears; for how long is not published',
    compare: (recording) =>
      each(terminatedEntries(recording), ({ id, least, states }) => [
        ...(least > LISTED_SECONDS ? [`${id} was still listed ${least} s after its cleanup`] : []),
        ...states
          .filter((state) => state !== 'TERMINATED')
          .map((state) => `${id} was listed as ${state} after its cleanup`),
      ]),
  },
];

/** A look reads a job's log and then, a moment later, DRS's list. */
const STATE_SETTLES_SECONDS = 30;

/** Entries listed after their cleanup: the minimum time, the maximum time (undefined: still listed), and the state. */
export function terminatedEntries(recording: Recording) {
  const ended = linesOf(recording, 'TERMINATE').filter(({ line }) => line.event === 'CLEANUP_END');
  return ended.flatMap(({ line: { logDateTime, eventData } }) =>
    things(recording, 'entry')
      .filter(({ last }) => last.sourceServerID === eventData?.sourceServerID)
      .map(({ id, sightings }) => {
        const after = sightings.filter(({ what, to }) => what !== null && (secondsBetween(logDateTime, to) ?? 0) > 0);
        const gone = sightings.findLast(({ what }) => what === null);
        const settled = after.filter(({ from }) => (secondsBetween(logDateTime, from) ?? 0) > STATE_SETTLES_SECONDS);
        return {
          id,
          least: Math.max(0, secondsBetween(logDateTime, after.at(-1)?.to) ?? 0),
          most: secondsBetween(logDateTime, gone?.from),
          states: settled.flatMap(({ what }) => what?.ec2InstanceState ?? 'nothing'),
        };
      }),
  );
}
