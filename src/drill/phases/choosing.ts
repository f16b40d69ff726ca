import { CHOICE_SECONDS_MAX, CLAIMED_SERVERS_MAX, SECOND_MS } from '../bounds.ts';
import { reject } from '../cleaning/ending.ts';
import type { Drill, OpenEffect } from '../drill.ts';
import { isFinal } from '../failureMeaning.ts';
import type { Input } from '../inputs.ts';
import type { SiteRecord } from '../site.ts';
import { ask, mayAsk, record, type Step, setTimer } from '../step.ts';
import { chooseServers } from './choose.ts';
import { idsByWave } from './needOfDrill.ts';

/** Some wave takes its servers by their tags, and the choice is not made yet. */
export function isToChoose({ waves }: Drill): boolean {
  return waves.some(({ choice }) => choice !== undefined);
}

/** Asks which servers match, until an answer comes or the time is over. */
export function findCandidates(step: Step): void {
  const deadlineAt = step.drill.requestedAt + CHOICE_SECONDS_MAX * SECOND_MS;
  if (step.at >= deadlineAt) return fail(step, 'aws-answers', 'DRS did not list the source servers in time.');
  setTimer(step, 'deadline/choice', deadlineAt);
  const choices = step.drill.waves.flatMap(({ choice }) => choice ?? []);
  if (mayAsk(step, 'candidates')) ask(step, 'candidates', { kind: 'FindCandidates', choices });
}

/** Chooses the servers of every wave. Those of other open drills count as they are now. */
export function chosenFrom(step: Step, input: Extract<Input, { type: 'CandidatesFound' }>): boolean {
  const { drill, site } = step;
  const { candidates, digest, seed } = input;
  const ids = idsByWave(drill);
  const waves = drill.waves.map(({ choice }, wave) => ({
    sourceServerIds: ids[wave] ?? [],
    ...(choice && { choice }),
  }));
  const claimed = new Set(
    claimedByAll(site)
      .filter(([drillId]) => drillId !== drill.drillId)
      .flatMap(([, all]) => all),
  );
  const chosen = chooseServers(waves, candidates, { at: step.at, seed, claimed });
  if ('refused' in chosen) {
    fail(step, 'servers-chosen', chosen.refused);
    return false;
  }
  if (claimed.size + chosen.waves.flat().length > CLAIMED_SERVERS_MAX) {
    fail(step, 'servers-chosen', `The open drills of the site have ${claimed.size} servers; it has no room for more.`);
    return false;
  }
  setTimer(step, 'deadline/choice', null);
  record(step, { type: 'ServersChosen', waves: chosen.waves, candidates: candidates.length, digest, seed });
  return true;
}

/** Asking again does not help when AWS refuses for good. */
export function choiceFailed(
  step: Step,
  input: Extract<Input, { type: 'EffectFailed' }>,
  failed: OpenEffect | undefined,
): undefined {
  if (failed?.kind === 'FindCandidates' && isFinal(input.kind)) fail(step, 'aws-answers', input.message);
}

function claimedByAll(site: SiteRecord | undefined): [string, string[]][] {
  return Object.entries(site?.claims ?? {});
}

function fail(step: Step, check: string, message: string): void {
  record(step, { type: 'ChecksFailed', failures: [{ check, message }] });
  reject(step);
}
