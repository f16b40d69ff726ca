import { failureOf } from '../api/failure.ts';
import { refusalText } from '../words/refusalText.ts';

/** Why something failed, in sentences. */
export function failureText(error: Error): string {
  const said = refusalText(error.message === '' ? error.name : error.message);
  return failureOf(error) === 'FAULT' ? `The page has a fault: ${said} Loading it again may help.` : said;
}
