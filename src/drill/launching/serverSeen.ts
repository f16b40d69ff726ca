import { CONVERSION_SERVERS_KEPT } from '../bounds.ts';
import type { JobServerSeen } from '../inputs.ts';
import { record, type Step } from '../step.ts';

/** What a look at its job shows for a server without a result: launched, failed, or nothing yet. */
export function serverSeen(
  step: Step,
  sourceServerId: string,
  seen: JobServerSeen | undefined,
  { completed, isComplete, isLate }: JobProgress,
): void {
  const { launchStatus = 'missing', launchedAt = null, instanceId = null, errorText = null, steps = {} } = seen ?? {};
  const isLaunched = launchStatus === 'LAUNCHED' || launchStatus === 'TERMINATED' || (isLate && launchedAt !== null);
  if (isLaunched && (launchedAt !== null || isComplete)) {
    const usedPreviousSnapshot = seen?.usedPreviousSnapshot === true;
    const ran = seen?.ranActions && { ranActions: seen.ranActions };
    const launched = { sourceServerId, launchedAt, instanceId, usedPreviousSnapshot, steps, ...ran };
    record(step, { type: 'ServerLaunched', ...launched });
  } else if (!isLaunched && hasFailed(launchStatus, errorText, { completed, isComplete, isLate })) {
    const last = seen?.lastEvent ?? 'none';
    const unsaid =
      launchStatus === 'FAILED'
        ? `Its launch failed, and DRS gave no reason (last event ${last}).`
        : `The job did not launch it (status ${launchStatus}, last event ${last}).`;
    const error = errorText ?? unsaid;
    const neverExisted = completed && seen?.neverExisted === true && instanceId === null;
    const converted = seen?.conversionServerIds && { conversionServerIds: seen.conversionServerIds };
    record(step, { type: 'ServerFailed', sourceServerId, error, instanceId, neverExisted, steps, ...converted });
  }
}

/** A server that was given up while its job went on: the log may name its conversion servers only afterwards. */
export function conversionServersNamed(step: Step, sourceServerId: string, seen: JobServerSeen | undefined): void {
  const { result, gone, conversionServerIds: known = [] } = step.drill.servers[sourceServerId] ?? {};
  const named = (seen?.conversionServerIds ?? []).slice(-CONVERSION_SERVERS_KEPT);
  // A log that lags behind an earlier look names fewer. Those that were named before still count.
  const news = named.filter((id) => !known.includes(id));
  if (result !== 'FAILED' || gone !== undefined || news.length === 0) return;
  record(step, { type: 'ConversionServersNamed', sourceServerId, conversionServerIds: [...known, ...news] });
}

/**
 * How far a job is. Completed; with a complete log, in which a missing entry proves something; or completed so long ago
 * that nothing more will follow.
 */
interface JobProgress {
  completed: boolean;
  isComplete: boolean;
  isLate: boolean;
}

/**
 * A log that is not complete yet will still say why, and whether an instance existed. A status other than FAILED may
 * still change.
 */
function hasFailed(
  launchStatus: string,
  errorText: string | null,
  { completed, isComplete, isLate }: JobProgress,
): boolean {
  if (launchStatus !== 'FAILED') return isLate;
  return isComplete || (!completed && errorText !== null);
}
