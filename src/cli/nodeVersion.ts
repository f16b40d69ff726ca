import { errorText, usageError } from './commandError.ts';
import { EXIT } from './exitStatus.ts';

/** The message and exit status when Node.js is too old for the command. */
export function nodeTooOld(version: string): { text: string; status: number } | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin, minorMin] = VERSION_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return undefined;
  const wrong = usageError(
    `it needs Node.js ${VERSION_MIN.join('.')} or newer, and this is ${version}`,
    'use a newer Node.js; in the project folder, `npx drs-drill` does',
  );
  return { text: errorText(wrong), status: EXIT.USAGE };
}

/** The first version that limits colours to those of the terminal; the same as in package.json. */
const VERSION_MIN = [22, 13] as const;
