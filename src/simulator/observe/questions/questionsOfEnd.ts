import { listed } from '../expect/expectation.ts';
import { terminatedEntries } from '../expect/expectTermination.ts';
import { factsOf, jobsOf, linesOf, logOf, secondsBetween, things, views } from '../sightings.ts';
import type { OpenQuestion } from './openQuestion.ts';

/** Open questions about terminations, recovery points and limits. */
export const OF_END: OpenQuestion[] = [
  {
    name: 'terminate-job',
    asks: 'What do the log and participatingServers of a TERMINATE job show, and how long does it take?',
    how: 'any drill, observed to its end',
    answer: (recording) => {
      const said = jobsOf(recording, 'TERMINATE').map((job) => {
        const words = views(job).flatMap(({ participatingServers = [] }) =>
          participatingServers.map(({ launchStatus }) => launchStatus),
        );
        const events = logOf(recording, job.id).map(({ event }) => event);
        const seconds = secondsBetween(job.last.creationDateTime, job.last.endDateTime);
        const kept = (job.last.participatingServers ?? []).length;
        return `its log: ${listed(events)}; launchStatus: ${listed(words)}; ended after ${seconds ?? '?'} s, then named ${kept} servers`;
      });
      return said.length === 0 ? undefined : listed(said);
    },
  },
  {
    name: 'terminated-stays-listed',
    asks: 'How long does DRS list a terminated instance?',
    how: 'any drill, observed until nothing is listed (--after 3h if need be)',
    answer: (recording) => {
      const all = terminatedEntries(recording);
      const said = all.map(({ least, most }) =>
        most === undefined ? `longer than ${least} s` : `between ${least} and ${most} s`,
      );
      return said.length === 0 ? undefined : `after its cleanup: ${listed(said)}`;
    },
  },
  {
    name: 'terminate-unknown',
    asks: 'What does TerminateRecoveryInstances return for an unknown, terminated or repeated id?',
    how: 'with the AWS command line, after the drill: aws drs terminate-recovery-instances with the drill’s own terminated instance',
    answer: () => undefined,
  },
  {
    name: 'terminate-protected',
    asks: 'What happens to the termination of a protected instance, and to a launch that would replace it?',
    how: 'set disableApiTermination on the drill’s instance in EC2 during the hold; the drill reports what DRS says until you remove it',
    answer: (recording) => {
      const isProtected = things(recording, 'attribute').some(({ last }) => last.DisableApiTermination?.Value === true);
      const failed = linesOf(recording, 'TERMINATE').filter(({ line }) => line.event === 'CLEANUP_FAIL');
      if (!isProtected && failed.length === 0) return undefined;
      return failed.length === 0
        ? 'an instance was protected and no cleanup failed'
        : `CLEANUP_FAIL was logged: ${listed(failed.map(({ line }) => line.eventData?.rawError ?? 'without a reason'))}`;
    },
  },
  {
    name: 'second-drill',
    asks: 'What does a launch log that replaces an older drill instance, and when is that instance terminated?',
    how: 'two drills of one server, the second during the hold of the first with the check `no-drill-instance` waived',
    answer: (recording) => {
      const lines = linesOf(recording, 'LAUNCH').filter(({ line }) => /^CLEANUP_/.test(line.event ?? ''));
      const said = lines.map(({ jobId, line: { event, logDateTime } }) => {
        const created = jobsOf(recording, 'LAUNCH').find(({ id }) => id === jobId)?.last.creationDateTime;
        return `${event} +${secondsBetween(created, logDateTime)} s`;
      });
      return said.length === 0 ? undefined : listed(said);
    },
  },
  {
    name: 'killed-in-ec2',
    asks: 'How does DRS list an instance that was terminated in EC2, and does it accept its cleanup?',
    how: 'terminate the drill’s instance in EC2 during the hold',
    answer: (recording) => {
      const accepted = factsOf(recording, 'TerminationAccepted')[0]?.at;
      const early = things(recording, 'entry').flatMap(({ id, sightings }) =>
        sightings.flatMap(({ from, what }) =>
          /TERMINATED|NOT_FOUND|SHUTTING-DOWN/.test(what?.ec2InstanceState ?? '') &&
          (secondsBetween(from, accepted) ?? 1) > 0
            ? [`${id} was listed as ${what?.ec2InstanceState}`]
            : [],
        ),
      );
      return early.length === 0
        ? undefined
        : `${listed(early)}; its cleanup was ${accepted === undefined ? 'not ' : ''}accepted`;
    },
  },
  {
    name: 'order-of-points',
    asks: 'What is the default order of DescribeRecoverySnapshots, and are unfinished or expired points listed?',
    how: 'any drill; for an expired point, request one by an id that is a week old',
    answer: (recording) => {
      const lists = things(recording, 'points').filter(({ last }) => last.length > 1);
      const [first] = lists;
      if (first === undefined) return undefined;
      const span = secondsBetween(first.last[0]?.expectedTimestamp, first.last.at(-1)?.expectedTimestamp) ?? 0;
      const unfinished = lists.flatMap(({ last }) => last).filter(({ timestamp }) => timestamp === undefined).length;
      const order = span >= 0 ? 'oldest' : 'newest';
      return `the ${order} first; of ${lists.flatMap(({ last }) => last).length} points ${unfinished} had no timestamp`;
    },
  },
  {
    name: 'throttling',
    asks: 'How many calls per second does DRS accept?',
    how: 'in an account without production: 50 DescribeJobs per second for ten seconds, with the AWS command line',
    answer: (recording) => {
      const requested = Object.entries(recording.unanswered).filter(([, how]) => (how['THROTTLED'] ?? 0) > 0);
      const failed = factsOf(recording, 'EffectAnswered').filter(({ failed }) => failed?.kind === 'THROTTLED');
      if (requested.length + failed.length === 0) return undefined;
      return `the observation was throttled at ${listed(requested.map(([operation]) => operation))}, the drill ${failed.length} times`;
    },
  },
];
