import { readFileSync } from 'node:fs';
import { usageError } from '../commandError.ts';

/** Where the access token (JWT) of the caller is. Its text is read before every request and kept nowhere. */
export interface AccessToken {
  /** How a person renews it. */
  renewal: string;
  read(): string;
}

/** The token of a file, or of the environment unless a profile is chosen; undefined: requests are signed. */
export function accessTokenOf(
  { tokenFile, profile }: { tokenFile?: string; profile?: string },
  env: NodeJS.ProcessEnv,
): AccessToken | undefined {
  if (tokenFile !== undefined)
    return { renewal: `write a fresh token to ${tokenFile}`, read: () => tokenIn(tokenFile) };
  const text = env['DRS_DRILL_TOKEN'];
  if (text === undefined || text === '' || profile !== undefined) return undefined;
  const renewal = 'set DRS_DRILL_TOKEN to a fresh token, or use --token-file FILE, which is read again every time';
  return { renewal, read: () => checked(text, 'DRS_DRILL_TOKEN') };
}

function tokenIn(file: string): string {
  try {
    return checked(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const { code } = Object(error);
    if (code === undefined) throw error;
    throw usageError(`the token file ${file} cannot be read: ${code}`, '--token-file FILE');
  }
}

/** RFC 6750, 2.1: the characters of a token. The error does not repeat the text. */
function checked(text: string, where: string): string {
  const token = text.trim();
  if (/^[\w.~+/-]+=*$/.test(token)) return token;
  throw usageError(
    `${where} does not contain an access token`,
    'the text of a JWT alone, without quotes and without the word Bearer',
  );
}
