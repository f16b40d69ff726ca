import type { Drill } from '../apiDocuments.ts';

/** The stage of a server in a word or two. Stages only move forward. */
export function stageOf(drill: Drill, server: ServerOfDrill): string {
  if (server.gone !== null) return server.result === 'FAILED' ? 'failed, nothing left' : 'gone';
  if (drill.phase === 'ENDED' && server.result === null) return 'not launched';
  if (server.unproven !== null) return 'ownership not proved';
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

/** The stage of a verified server once verification is complete. */
const UP: Partial<Record<Drill['phase'], string>> = { HOLDING: 'up', TERMINATING: 'to be terminated' };
