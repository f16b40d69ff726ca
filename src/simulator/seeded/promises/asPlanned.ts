import { isDeepStrictEqual } from 'node:util';
import type { Drill, Terms, WaveTerms } from '../../../drill/drill.ts';
import type { DueRun } from '../../../drill/schedules/refusedRun.ts';
import type { ExpectedDrill, KnownVersion } from '../knownPlans.ts';
import { bodyOf, hashOfBody, membersOf } from '../namedRequest.ts';
import type { Overrides } from '../scenarios/plannedPlans.ts';

/** What a drill from a version of a plan is to be. */
export function expectedOf(
  { plan, request }: KnownVersion,
  { dryRun, ...overrides }: Overrides,
  run?: DueRun,
): ExpectedDrill {
  const { dryRun: isDry, ...terms } = request.terms;
  return {
    plan,
    request: {
      ...request,
      terms: { ...terms, ...overrides, recoveryPlan: plan.name, ...((dryRun ?? isDry) && { dryRun: true as const }) },
    },
    givenHash: hashOfBody({
      ...bodyOf(request),
      ...membersOf(overrides),
      ...(dryRun !== undefined && { dryRun }),
    }),
    ...(run && { run }),
  };
}

/**
 * The members of a drill that differ from what its plan, its overrides and its schedule say. Once its servers are
 * chosen, a wave has them in place of its choice.
 */
export function differing(
  drill: Drill,
  { plan, request, givenHash, run }: ExpectedDrill,
  when: 'NEW' | 'CHOSEN',
): string[] {
  const { waves, waveTerms, terms } = request;
  const choices: Compared[] = [
    ['choices', drill.waves.map(({ choice }) => choice), waves.map((_, wave) => waveTerms?.[wave]?.choice)],
  ];
  const compared: Compared[] = [
    ['plan', drill.plan, plan],
    ['givenHash', drill.givenHash, givenHash],
    ['schedule', drill.schedule, run && { name: run.name, scheduledAt: run.scheduledAt }],
    ['waves', drill.waves.map(termsOfWave), waves.map((_, wave) => termsOfWave(waveTerms?.[wave] ?? {}))],
    ...(when === 'NEW' ? choices : []),
    ...waves.flatMap((ids, wave) => (waveTerms?.[wave]?.choice === undefined ? [serversIn(drill, wave, ids)] : [])),
    ...namesOf(terms, drill.terms).map((name): Compared => [name, drill.terms[name], terms[name]]),
  ];
  const names = compared.filter(([, one, other]) => !isDeepStrictEqual(written(one), written(other)));
  return [...new Set(names.map(([name]) => name))];
}

type Compared = [member: string, drilled: unknown, wanted: unknown];

function termsOfWave({ startWhen, waitSeconds, optional }: WaveTerms) {
  return { startWhen, waitSeconds, optional };
}

function serversIn({ servers }: Drill, wave: number, ids: string[]): Compared {
  const own = Object.keys(servers).filter((id) => servers[id]?.wave === wave);
  return [`servers of wave ${wave + 1}`, own.sort(), ids.toSorted()];
}

function namesOf(...terms: Terms[]): (keyof Terms)[] {
  return [...new Set(terms.flatMap((one) => Object.keys(one) as (keyof Terms)[]))];
}

/** As it is kept: without what is undefined. */
function written(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** Whether a launch is one of a wave. Choices are checked against the tags of the servers, whoever asked for them. */
export function isPlanned({ request }: ExpectedDrill, ids: string[], tags: Record<string, string>): boolean {
  const wave = Number(tags['Launch']?.split('/')[1]);
  const isChosen = request.waveTerms?.[wave]?.choice !== undefined;
  const isTagged = tags['RecoveryPlan'] === request.terms.recoveryPlan;
  return (
    isTagged && request.terms.dryRun !== true && (isChosen || ids.every((id) => request.waves[wave]?.includes(id)))
  );
}
