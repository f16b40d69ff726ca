import { failureOf } from '../api/failure.ts';
import { failureText } from '../shown/failureText.ts';

/** What stands on top of every view while something cannot be read; undefined: the view that wanted it says so. */
export function connectionMessage(error: Error): string | undefined {
  const failure = failureOf(error);
  if (failure === 'REFUSED') return undefined;
  const goesOnByItself = failure !== 'NO_SERVER' && failure !== 'FAULT';
  return `${failureText(error)} ${goesOnByItself ? 'Trying again.' : 'What you see may be old.'}`;
}
