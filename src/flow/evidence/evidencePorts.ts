import type { Instant } from '../../drill/drill.ts';
import type { BundlePart } from '../../evidence/bundle/bundle.ts';
import type { Note } from '../../evidence/notes.ts';
import type { GuardNote } from '../../evidence/sources.ts';

/** What sealing needs from outside, and nothing else does. */
export interface EvidencePorts {
  seals: Seals;
  notes: Notes;
  bundles: Bundles;
  signer: Signer;
}

/** A drill whose evidence is to be sealed. ENDED and QUARANTINED are due at once, NOTES a week after the end. */
export interface DueSeal {
  drillId: string;
  because: 'ENDED' | 'QUARANTINED' | 'NOTES';
  dueAt: Instant;
}

/** Where and when a bundle was stored. It is outside the bundle. */
export interface SealReceipt {
  drillId: string;
  part: BundlePart;
  sealedAt: Instant;
  /** SHA-256 of the envelope, in hexadecimal. */
  envelopeHash: string;
  keyId: string;
  productVersion: string;
  /** By name: where each file is in the evidence bucket. The envelope is `envelope.json`, and the commit. */
  objects: Record<string, string>;
}

export interface Seals {
  /** What is due at or before `before`, the longest first. */
  due(before: Instant, limit: number): Promise<DueSeal[]>;
  /** Strongly consistent; by part. */
  receipts(drillId: string): Promise<SealReceipt[]>;
  /** Keeps a receipt, removes what was due, and puts what is due next, in one transaction. It may be repeated. */
  keep(receipt: SealReceipt | null, done: DueSeal, next: DueSeal | null): Promise<void>;
}

/** Notes of people, append-only. */
export interface Notes {
  /** Strongly consistent, in order. */
  of(drillId: string): Promise<Note[]>;
  /** False when a note of that number exists already. */
  add(note: Note): Promise<boolean>;
  /** The notes of the guard, in order of time. */
  ofGuard(drillId: string): Promise<GuardNote[]>;
}

/** Objects of the evidence bucket. Nothing replaces or removes one. */
export interface Bundles {
  /** Whether it was put; false: there is an object of that name already. */
  putNew(name: string, content: Uint8Array, type: string): Promise<boolean>;
  read(name: string): Promise<Uint8Array | undefined>;
  /** An address at which anybody can read it for so long. */
  link(name: string, seconds: number): Promise<string>;
}

export interface Signer {
  /** ECDSA over P-256 with SHA-256, as DER with low s. */
  sign(bytes: Uint8Array): Promise<{ signature: Uint8Array; keyId: string }>;
  /** SubjectPublicKeyInfo as PEM. */
  publicKey(): Promise<{ keyId: string; pem: string }>;
}
