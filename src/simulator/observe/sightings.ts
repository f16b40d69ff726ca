import type { Recording, Sighting } from './recording.ts';
import type { Kept, Kind } from './shapes.ts';

/** A resource, with all of its sightings. */
export interface Thing<Of extends Kind> {
  id: string;
  sightings: Sighting<Of>[];
  /** Its last sighting while it existed. */
  last: Kept<Of>;
}

/** Every resource of a kind that ever existed. */
export function things<Of extends Kind>({ seen }: Recording, kind: Of): Thing<Of>[] {
  return Object.entries<Sighting<Of>[]>(seen[kind]).flatMap(([id, sightings]) => {
    const last = sightings.findLast(({ what }) => what !== null)?.what;
    return last === undefined || last === null ? [] : [{ id, sightings, last }];
  });
}

/** All sightings of a resource while it existed. */
export function views<Of extends Kind>({ sightings }: Thing<Of>): Kept<Of>[] {
  return sightings.flatMap(({ what }) => (what === null ? [] : [what]));
}

export type JobThing = Thing<'job'>;
export type Line = Kept<'log'>[number];

/** The drill's jobs of one type, LAUNCH or TERMINATE. */
export function jobsOf(recording: Recording, type: string): JobThing[] {
  return things(recording, 'job').filter(({ last }) => last.type === type);
}

/** A job's log at its last sighting. */
export function logOf(recording: Recording, jobId: string): Line[] {
  return recording.seen.log[jobId]?.findLast(({ what }) => what !== null)?.what ?? [];
}

/** All log lines of the jobs of one type, each with its job. */
export function linesOf(recording: Recording, type: string): { jobId: string; line: Line }[] {
  return jobsOf(recording, type).flatMap(({ id }) => logOf(recording, id).map((line) => ({ jobId: id, line })));
}

/** The log events of one server in a job, in order. */
export function stepsOf(recording: Recording, jobId: string, sourceServerId: string): string[] {
  const own = logOf(recording, jobId).filter(({ eventData }) => eventData?.sourceServerID === sourceServerId);
  return own.map(({ event }) => event ?? '');
}

/** The drill's facts of one type, with the time of the step. */
export function factsOf(recording: Recording, type: string) {
  const steps = things(recording, 'step').map(({ last }) => last);
  return steps.flatMap(({ at = '', facts = [] }) =>
    facts.flatMap((one) => (one.type === type ? [{ ...one, at }] : [])),
  );
}

/** The recovery instances of the drill, from the logs of its launch jobs and from DRS's list, with servers and jobs. */
export function launchedOf(recording: Recording): { instanceId: string; sourceServerId: string; jobId: string }[] {
  const logged = linesOf(recording, 'LAUNCH').flatMap(({ jobId, line: { event, eventData = {} } }) => {
    const { targetInstanceID: instanceId, sourceServerID: sourceServerId } = eventData;
    return event === 'LAUNCH_END' && instanceId && sourceServerId ? [{ instanceId, sourceServerId, jobId }] : [];
  });
  const listed = things(recording, 'entry').flatMap(({ id, last: { sourceServerID, jobID } }) =>
    sourceServerID && jobID ? [{ instanceId: id, sourceServerId: sourceServerID, jobId: jobID }] : [],
  );
  return [...new Map([...logged, ...listed].map((one) => [one.instanceId, one])).values()];
}

/** Seconds between two timestamps; undefined if one is missing. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [first, second] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  return Number.isNaN(first) || Number.isNaN(second) ? undefined : (second - first) / 1000;
}
