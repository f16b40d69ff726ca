import type { Choice } from '../../drill/drill.ts';
import type { Reading } from './reading.ts';
import type { Scope } from './report.ts';

/** Which servers it was about, and how they were chosen. */
export function scopeOf({ drill, facts }: Reading): Scope {
  const [requested] = facts.of('DrillRequested');
  const choices = drill.waves.map((_, wave) => requested?.fact.request.waveTerms?.[wave]?.choice);
  const chosen = facts.of('ServersChosen').at(-1)?.fact;
  const isRandom = choices.some((choice) => choice?.sample?.by === 'RANDOM');
  return {
    waves: drill.waves.map(({ optional }, wave) => ({
      wave: wave + 1,
      chosen: howChosen(choices[wave]),
      optional: optional === true,
      sourceServerIds: Object.entries(drill.servers).flatMap(([id, server]) => (server.wave === wave ? [id] : [])),
    })),
    candidates: chosen?.candidates ?? null,
    seed: isRandom ? (chosen?.seed ?? null) : null,
  };
}

function howChosen(choice: Choice | undefined): Scope['waves'][number]['chosen'] {
  if (choice === undefined) return 'NAMED';
  if (choice.sample === undefined) return 'BY_TAG';
  return choice.sample.by === 'RANDOM' ? 'RANDOM_SAMPLE' : 'STALEST_SAMPLE';
}
