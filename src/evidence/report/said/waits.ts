import type { Wait } from '../../../drill/drill.ts';

/** What a drill waits for, in words. */
export const WAITS: Record<Wait['for'], string> = {
  TURN: 'its turn in the quotas of the site',
  SECOND_LOOK: 'a second look',
  REAL_RECOVERY: 'a real recovery',
  WAVE: 'the next wave',
  LEVER: 'the lever, which forbids terminations',
  DRS: 'DRS, which refused to terminate',
  AWS: 'AWS',
  LAUNCH: 'the end of launches',
  PROOF: 'proof that instances are its own',
  TERMINATION: 'terminations to be complete',
  PERSON: 'a person',
};
