import type { Drill } from '../documents.ts';

/** Where a server is, in a word or two; what was launched goes on from stage to stage, and never back. */
export function stageOf(drill: Drill, server: ServerOfDrill): string {
  if (server.gone !== null) return server.result === 'FAILED' ? 'failed, nothing left' : 'gone';
  if (drill.phase === 'ENDED' && server.result === null) return 'not launched';
  if (server.unproven !== null) return 'not proved ours';
  if (server.terminationAcceptedAt !== null) return 'terminating';
  if (server.result === 'FAILED') return 'failed';
  if (server.verificationFailed) return 'verificationFailed';
  if (server.lost !== null) return server.lost.state === null ? 'not known' : `lost: ${server.lost.state}`;
  if (server.verified !== null) return UP[drill.phase] ?? 'verified';
  if (server.result === 'LAUNCHED') return 'launched';
  if (server.reported) return 'reported';
  return server.jobId === null ? 'waiting' : 'launching';
}

export type ServerOfDrill = Drill['servers'][number];

/** What a server that works is called once all of them were seen to. */
const UP: Partial<Record<Drill['phase'], string>> = { HOLDING: 'up', TERMINATING: 'to be terminated' };
