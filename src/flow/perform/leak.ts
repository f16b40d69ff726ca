import { LAST_WORDS_CHARACTERS_MAX } from '../../drill/bounds.ts';
import type { Site, WhyStanding } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import { CallFailed } from '../errors.ts';
import type { JobLogItem, Ports } from '../ports.ts';
import { asFarAsAnswered } from '../retryQuestions.ts';
import { orRefusal } from './refusal.ts';

type Question = Extract<Effect, { kind: 'LookIntoLeak' }>;

type Looked = Extract<Answer, { type: 'LeakLookedInto' }>['servers'][number];

/**
 * Why instances do not terminate: EC2's protection, a failback, and the last messages in the terminate jobs' logs. What
 * DRS does not answer now is left out until the next report of the leak, so that it delays EC2's answer by no retries.
 * EC2 answers each instance by itself, so that one failed call loses no other's answer.
 */
export async function lookIntoLeak(
  ports: Ports,
  site: Site,
  { servers, terminateJobIds }: Question,
): Promise<{ answers: Looked[]; failure: CallFailed | undefined }> {
  const instanceIds = servers.map((server) => server.instanceId);
  const listed = new Map(
    (await orNothing(ports.drs.recoveryInstances(site, { instanceIds })))?.map((one) => [one.instanceId, one]),
  );
  const logs = await readLogs(ports, site, servers, terminateJobIds);
  return asFarAsAnswered(ports, servers, async ({ sourceServerId, instanceId }) => {
    const answer = await orRefusal(ports.ec2.isProtected(site, instanceId));
    const isProtected = answer instanceof CallFailed ? null : answer;
    const failback = listed.get(instanceId)?.failback;
    const lastWords = lastWordsOf(logs, sourceServerId);
    return {
      sourceServerId,
      unreported: unreported({ isProtected, failback: listed.get(instanceId) ?? null }),
      ...(isProtected === true && { isProtected }),
      ...(failback !== undefined && { failback }),
      ...(lastWords !== undefined && { lastWords }),
    };
  });
}

/** What AWS has not reported. It may still be true. */
function unreported(answers: { isProtected: unknown; failback: unknown }): (keyof WhyStanding)[] {
  return (['isProtected', 'failback'] as const).filter((member) => answers[member] === null);
}

/** The newest log first, and older ones only while the failure of a server is still missing. */
async function readLogs(
  ports: Ports,
  site: Site,
  servers: Question['servers'],
  terminateJobIds: string[],
): Promise<JobLogItem[][]> {
  const logs: JobLogItem[][] = [];
  for (const jobId of [...terminateJobIds].reverse()) {
    if (servers.every(({ sourceServerId }) => lastWordsOf(logs, sourceServerId) !== undefined)) break;
    logs.push((await orNothing(ports.drs.jobLog(site, jobId))) ?? []);
  }
  return logs;
}

function lastWordsOf(logs: JobLogItem[][], sourceServerId: string): string | undefined {
  for (const log of logs) {
    const failure = log.findLast(
      (item) => item.sourceServerId === sourceServerId && (item.errorText !== null || item.event === 'CLEANUP_FAIL'),
    );
    if (failure === undefined) continue;
    const { event, errorText } = failure;
    return (errorText === null ? event : `${event}: ${errorText}`).slice(0, LAST_WORDS_CHARACTERS_MAX);
  }
  return undefined;
}

/** An instance or job may have gone by now, a permission may be missing, and DRS may not answer. */
async function orNothing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed) return undefined;
    throw error;
  }
}
