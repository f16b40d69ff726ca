import type { World } from '../../drill/world.ts';
import type { BundlePart } from '../bundle/bundle.ts';

/** VERIFIED: every check held. REFUSED: one did not. NOTHING_VERIFIED: the checks could not all be made. */
export type VerificationResult = 'VERIFIED' | 'REFUSED' | 'NOTHING_VERIFIED';

/** What is wrong with a file of a bundle. */
export interface Contradiction {
  file: string;
  /** A sentence. */
  what: string;
}

/** What a verification has found. */
export interface Verification {
  result: VerificationResult;
  /** As signed; null when no valid signature was seen, or nothing has answered the drill. */
  world: World | null;
  /** As signed; null when no valid signature was seen. */
  part: BundlePart | null;
  /** Of the first check that did not hold: those after it trust what it checks. */
  contradictions: Contradiction[];
  /** What was checked, in sentences; the last one says why a verification could not go on. */
  said: string[];
  /** Files of a verified bundle that nothing but the signature vouches for, in sentences. */
  unchecked: string[];
}

/** Why a check could not be made. It says nothing against the bundle. */
export class Unverifiable extends Error {}

/** The first contradiction that a check has found. */
export class Contradicted extends Error {
  readonly contradictions: Contradiction[];

  constructor(contradictions: Contradiction[]) {
    super(contradictions.map(({ file, what }) => `${file}: ${what}`).join(' '));
    this.contradictions = contradictions;
  }
}

/** Ends the verification with a contradiction. */
export function refuse(file: string, what: string): never {
  throw new Contradicted([{ file, what }]);
}
