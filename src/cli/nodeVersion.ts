import { errorText, usageError } from './commandError.ts';
import { EXIT } from './exitStatus.ts';

/** What a person is told, and the exit status, when the command is run by a Node.js that is too old for it. */
export function nodeTooOld(version: string): { text: string; status: number } | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin, minorMin] = VERSION_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return undefined;
  const wrong = usageError(
    `it needs Node.js ${VERSION_MIN.join('.')} or newer, and this is ${version}`,
    'run it by a newer node; in the folder of the project `npx drs-drill` does',
  );
  return { text: errorText(wrong), status: EXIT.USAGE };
}

/** From here on colours keep to what the terminal can show; the same as in package.json. */
const VERSION_MIN = [22, 13] as const;
