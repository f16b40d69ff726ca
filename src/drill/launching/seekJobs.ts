import { EFFECT_TIMEOUT_SECONDS, LAUNCH_FIRST_LOOK_SECONDS, SECOND_MS } from '../bounds.ts';
import { counted } from '../counted.ts';
import type { Input } from '../inputs.ts';
import { isToChoose } from '../phases/choosing.ts';
import { ask, decideOutcome, mayAsk, record, type Step, setTimerBy } from '../step.ts';
import { launchTag } from './launchTag.ts';

/** Looks for jobs with the drill's tags, late enough to find one that was being started at the restore point. */
export function seekJobs(step: Step): void {
  const { drill } = step;
  if (drill.seeksJobs !== true || !mayAsk(step, 'jobs')) return;
  const searchFrom = drill.requestedAt - EFFECT_TIMEOUT_SECONDS * SECOND_MS;
  ask(step, 'jobs', { kind: 'FindJobs', searchFrom }, EFFECT_TIMEOUT_SECONDS);
}

/** Jobs that the record does not know become launches, which are followed and cleaned up like any other. */
export function jobsFound(step: Step, { jobs }: Extract<Input, { type: 'JobsFound' }>): undefined {
  const { drill } = step;
  record(step, { type: 'JobsSought' });
  const unknown = jobs.filter(({ jobId }) => !drill.launches.some((launch) => launch.jobId === jobId));
  if (unknown.length === 0) return;
  for (const job of unknown) takeOver(step, job);
  decideOutcome(
    step,
    'FAILED',
    `The restored table did not contain ${counted(unknown.length, 'job')} that had been started.`,
  );
  record(step, { type: 'CleanupChanged', cleanup: drill.cleanup === 'LEAKED' ? 'LEAKED' : 'RUNNING' });
  setTimerBy(step, 'launchLook', step.at + LAUNCH_FIRST_LOOK_SECONDS * SECOND_MS);
}

/** The restored record may be older than the choice of the servers. Then only the job still names them. */
function recallServers(step: Step, tag: string, sourceServerIds: string[]): void {
  const { servers, waves } = step.drill;
  const unknown = sourceServerIds.filter((id) => servers[id] === undefined);
  if (unknown.length === 0 || !isToChoose(step.drill)) return;
  const wave = waves.findIndex((_, index) => tag.startsWith(`${step.drill.drillId}/${index}/`));
  record(step, { type: 'ServersRecalled', wave: Math.max(wave, 0), sourceServerIds: unknown });
}

type Found = Extract<Input, { type: 'JobsFound' }>['jobs'][number];

function takeOver(step: Step, { jobId, tag, createdAt, sourceServerIds }: Found): void {
  const { drill } = step;
  const meant = drill.launches.findIndex(
    (one, index) => one.jobId === undefined && launchTag(drill, one, index) === tag,
  );
  const launch = meant === -1 ? drill.launches.length : meant;
  recallServers(step, tag, sourceServerIds);
  const ids = sourceServerIds.filter((id) => drill.servers[id] !== undefined);
  const wave = drill.servers[ids[0] ?? '']?.wave;
  if (wave === undefined) return;
  if (meant === -1) record(step, { type: 'LaunchPlanned', launch, wave, sourceServerIds: ids });
  record(step, { type: 'LaunchStarted', launch, jobId, createdAt, found: true });
}
