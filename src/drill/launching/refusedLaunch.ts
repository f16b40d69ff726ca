import { EFFECT_TIMEOUT_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Launch } from '../drill.ts';
import { isFinal } from '../failureMeaning.ts';
import type { Input } from '../inputs.ts';
import { stopOf } from '../neverLaunched.ts';
import { inChunks, record, type Step, setTimer } from '../step.ts';
import { serversInLaunch } from './launches.ts';

/** Before its call, the performer saw that these servers must not be launched. The others still may. */
export function launchRefused(
  step: Step,
  index: number,
  refused: { sourceServerId: string; reason: string; check?: string }[],
): undefined {
  const launch = step.drill.launches[index];
  if (launch === undefined) return;
  const ids = serversInLaunch(step.drill, index);
  const reasons = new Map(refused.map((one) => [one.sourceServerId, one]));
  record(step, { type: 'LaunchVoid', launch: index, reason: `Refused for ${reasons.size} of ${ids.length} servers.` });
  failUnlaunched(
    step,
    ids.filter((id) => reasons.has(id)),
    (id) => {
      const { reason = '', check = 'last-look' } = reasons.get(id) ?? {};
      return { error: reason, stoppedBy: check };
    },
  );
  planLaunch(
    step,
    launch.wave,
    ids.filter((id) => !reasons.has(id)),
  );
}

export function startFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, index: number): void {
  const launch = step.drill.launches[index];
  if (launch === undefined) return;
  const ids = serversInLaunch(step.drill, index);
  if (input.kind === 'UNKNOWN_RESULT') {
    record(step, { type: 'LaunchUnanswered', launch: index });
    setTimer(step, `retry/start/${index}`, step.at + EFFECT_TIMEOUT_SECONDS * SECOND_MS);
  } else if (launch.unanswered === true) {
    // A refusal of this attempt says nothing about the lost one. It stays requested until it is found, or found
    // missing.
    return;
  } else if (isOneServerTheCause(input, launch) && ids.length > 1) {
    halve(step, launch, index, ids);
  } else if (isFinal(input.kind)) {
    record(step, { type: 'LaunchVoid', launch: index, reason: input.message });
    const stoppedBy = stopOf(input);
    failUnlaunched(step, ids, () => ({ error: refusalOf(input), ...(stoppedBy !== undefined && { stoppedBy }) }));
  } else {
    record(step, { type: 'LaunchDeferred', launch: index, reason: input.message });
  }
}

/** One of the servers may be the reason for the refusal. The first conflict is retried after another look. */
function isOneServerTheCause({ kind, message }: { kind: string; message: string }, { attempts }: Launch): boolean {
  if (kind === 'CONFLICT') return attempts > 1;
  return (kind === 'INVALID' || kind === 'NOT_FOUND') && !isAboutTags({ kind, message });
}

/** Seen in 2025-11 for a StartRecovery: "Invalid request provided: Tags". The tags are the same for all servers. */
function isAboutTags({ kind, message }: { kind: string; message: string }): boolean {
  return kind === 'INVALID' && /tags/i.test(message);
}

/** The message for an operator, who can change only the request. */
function refusalOf(failed: { kind: string; message: string }): string {
  if (!isAboutTags(failed)) return failed.message;
  return `DRS refused the tags of this drill; request it again without tags and recoveryPlan. DRS said: ${failed.message}`;
}

/** StartRecovery is all or nothing. Halves show which server it refuses. */
function halve(step: Step, launch: Launch, index: number, ids: string[]): void {
  record(step, { type: 'LaunchVoid', launch: index, reason: 'Refused as a whole; retried in halves.' });
  for (const half of inChunks(ids, Math.ceil(ids.length / 2))) planLaunch(step, launch.wave, half);
}

/** Fails the servers of a launch that certainly started nothing. */
function failUnlaunched(
  step: Step,
  ids: string[],
  reason: (id: string) => { error: string; stoppedBy?: string },
): void {
  for (const id of ids) {
    record(step, {
      type: 'ServerFailed',
      sourceServerId: id,
      ...reason(id),
      instanceId: null,
      neverExisted: true,
      steps: {},
    });
  }
}

export function planLaunch(step: Step, wave: number, sourceServerIds: string[]): void {
  if (sourceServerIds.length === 0) return;
  record(step, { type: 'LaunchPlanned', launch: step.drill.launches.length, wave, sourceServerIds });
}
