import { InvalidArgumentError } from 'commander';
import { monthHtmlOf } from '../../evidence/month/monthHtmlOf.ts';
import { monthMarkdownOf } from '../../evidence/month/monthMarkdownOf.ts';
import { monthOf } from '../../evidence/month/monthOf.ts';
import { usageError } from '../commandError.ts';
import type { Session } from '../http/session.ts';
import { monthSources } from './monthSources.ts';

/** The report of a month in one of its forms. There is no CSV: the lists of the API have it. */
export async function monthText(session: Session, month: string, format: string): Promise<string> {
  if (format === 'csv') {
    throw usageError('a month has no CSV', 'drs-drill export drills --from 2026-10-01 --to 2026-11-01 --output csv');
  }
  const report = monthOf(await monthSources(session, month));
  if (format === 'html') return monthHtmlOf(report);
  return format === 'md' ? monthMarkdownOf(report) : JSON.stringify(report);
}

/** Parses `2026-10`. */
export function monthNamed(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a month, such as 2026-10.');
}
