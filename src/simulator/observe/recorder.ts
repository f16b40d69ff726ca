import type { Place } from './allowList.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { HOLDS, type Recording } from './recording.ts';
import { type Kept, type Kind, SHAPES } from './shapes.ts';

/** Records the allowed parts of responses, each change once. */
export interface Recorder {
  recording: Recording;
  names: Pseudonyms;
  /** Records a resource at a moment. Returns the part that may be kept. */
  note<Of extends Kind>(kind: Of, id: string, at: string, answer: unknown): Kept<Of> | undefined;
  /** Records that a resource is no longer there. */
  gone(kind: Kind, id: string, at: string): void;
  /** Records which known resources a complete listing no longer shows. */
  onlyThere(kind: Kind, there: ReadonlySet<string>, at: string): void;
  unanswered(operation: string, how: string): void;
}

/** A recorder with an empty recording. */
export function createRecorder(
  names: Pseudonyms,
  about: Pick<Recording, 'productVersion' | 'region' | 'beganAt'>,
): Recorder {
  const recording = emptyRecording(about);
  const put = (kind: Kind, name: string, at: string, what: unknown) => {
    const known = recording.seen[kind];
    known[name] ??= [];
    const sightings = known[name] as { from: string; to: string; what: unknown }[];
    const last = sightings.at(-1);
    if (last !== undefined && JSON.stringify(last.what) === JSON.stringify(what)) last.to = at;
    else if (last !== undefined || what !== null) sightings.push({ from: at, to: at, what });
    if (sightings.length === 0) delete known[name];
  };
  return {
    recording,
    names,
    note<Of extends Kind>(kind: Of, id: string, at: string, answer: unknown) {
      const kept = SHAPES[kind](answer, placeOf(recording, names, kind)) as Kept<Of> | undefined;
      if (kept !== undefined) put(kind, names.of(id), at, kept);
      return kept;
    },
    gone: (kind, id, at) => put(kind, names.of(id), at, null),
    onlyThere(kind, there, at) {
      const known = new Set([...there].map((id) => names.of(id)));
      for (const name of Object.keys(recording.seen[kind])) if (!known.has(name)) put(kind, name, at, null);
    },
    unanswered(operation, how) {
      recording.unanswered[operation] ??= {};
      const times = recording.unanswered[operation];
      times[how] = (times[how] ?? 0) + 1;
    },
  };
}

/** A recording without any sightings. */
export function emptyRecording(about: Pick<Recording, 'productVersion' | 'region' | 'beganAt'>): Recording {
  const seen = Object.fromEntries(Object.keys(SHAPES).map((kind) => [kind, {}])) as Recording['seen'];
  return {
    schema: 1,
    holds: HOLDS,
    world: null,
    ...about,
    endedAt: about.beganAt,
    looks: 0,
    seen,
    unanswered: {},
    leftOut: {},
  };
}

function placeOf({ leftOut }: Recording, names: Pseudonyms, kind: Kind): Place {
  return {
    names,
    path: '',
    leftOut(path) {
      leftOut[kind] ??= [];
      if (!leftOut[kind].includes(path)) leftOut[kind].push(path);
    },
  };
}
