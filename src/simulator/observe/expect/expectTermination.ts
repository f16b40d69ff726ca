import { noFaults } from '../../aws/faults.ts';
import type { Recording } from '../recording.ts';
import { jobsOf, linesOf, logOf, secondsBetween, things } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

const LISTED_SECONDS = noFaults.terminatedListedSecondsMax;

/** What becomes of the instances at the drill's end. */
export const TERMINATION: Expectation[] = [
  {
    name: 'terminate-job-servers',
    says: 'A TERMINATE job names its servers while it goes on, and none when it is over.',
    source: 'Nobody has shown a TERMINATE job',
    compare: (recording) => {
      const completed = jobsOf(recording, 'TERMINATE').filter(({ last }) => last.status === 'COMPLETED');
      return one(completed, ({ id, last: { participatingServers = [] } }) => {
        const words = participatingServers.map(({ launchStatus }) => launchStatus ?? 'nothing');
        return words.length === 0
          ? undefined
          : `${id} is over and still names ${words.length} servers as ${listed(words)}`;
      });
    },
  },
  {
    name: 'terminate-job-tags',
    says: 'A TERMINATE job bears no tags.',
    source: 'DRS API reference: TerminateRecoveryInstances takes none',
    compare: (recording) =>
      one(jobsOf(recording, 'TERMINATE'), ({ id, last: { tags = {} } }) =>
        Object.keys(tags).length === 0 ? undefined : `${id} bears ${listed(Object.keys(tags))}`,
      ),
  },
  {
    name: 'terminate-log',
    says: 'A TERMINATE job logs CLEANUP_START and CLEANUP_END for each server, between JOB_START and JOB_END.',
    source: 'Nobody has shown such a log; the events are of the API model',
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
          : `the log of ${id} has ${counts[0]} times CLEANUP_START and ${counts[1]} times CLEANUP_END`;
      });
    },
  },
  {
    name: 'terminated-stays-listed',
    says: `DRS lists what it has terminated for at most ${LISTED_SECONDS} s, as TERMINATED.`,
    source:
      'That it stays and then goes was seen live (aws-samples/sample-resilience-patterns: drs-ec2); for how long nobody has shown',
    compare: (recording) =>
      each(terminatedEntries(recording), ({ id, least, states }) => [
        ...(least > LISTED_SECONDS ? [`${id} was still listed ${least} s after its clean-up`] : []),
        ...states
          .filter((state) => state !== 'TERMINATED')
          .map((state) => `${id} was listed as ${state} after its clean-up`),
      ]),
  },
];

/** A look reads a job's log and then, a moment later, DRS's list. */
const STATE_SETTLES_SECONDS = 30;

/** What was listed after its clean-up: at least for how long, at most for how long (undefined: it still was), and as what. */
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
