import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use the page: browsers that were opened with a one-time token. */
export interface SignIns {
  /** The token of the next browser. */
  token(): string;
  /** The secret of a browser that came with the token, which is thereby used; undefined for any other text. */
  redeem(text: string): string | undefined;
  /** Whether one of these secrets is that of a signed-in browser. */
  knows(secrets: string[]): boolean;
}

/** Nothing is kept on disk: everybody is signed out when the process ends. */
export function createSignIns(): SignIns {
  const known: Buffer[] = [];
  let next = secret();
  return {
    token: () => next,
    redeem: (text) => {
      if (!isSame(hash(text), hash(next))) return undefined;
      next = secret();
      const own = secret();
      known.push(hash(own));
      return own;
    },
    knows: (secrets) => secrets.map(hash).some((given) => known.filter((one) => isSame(given, one)).length > 0),
  };
}

/** 256 bits that nobody can guess. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Of equal length for any text, as the constant-time comparison needs it. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isSame(one: Buffer, other: Buffer): boolean {
  return timingSafeEqual(one, other);
}
