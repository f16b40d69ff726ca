import { EXIT, type ExitStatus } from './exitStatus.ts';
import { paragraph, plain, screenOf } from './terminal/grid.ts';

/** What a person is told instead of a stack trace: what is wrong, where, and what to do about it. */
export class CommandError extends Error {
  readonly status: ExitStatus;
  readonly details: string[];
  readonly fix: string | undefined;
  /** What the API answered, if it did. */
  readonly httpStatus: number | undefined;

  constructor(status: ExitStatus, message: string, details: Details = {}) {
    super(message);
    this.name = 'CommandError';
    this.status = status;
    this.details = details.details ?? [];
    this.fix = details.fix;
    this.httpStatus = details.httpStatus;
  }
}

interface Details {
  details?: string[];
  fix?: string | undefined;
  httpStatus?: number;
}

/** The command line cannot be meant as it is. */
export function usageError(message: string, fix?: string): CommandError {
  return new CommandError(EXIT.USAGE, message, { fix });
}

/** Somebody has typed Ctrl-C. */
export function interruption(): CommandError {
  return new CommandError(EXIT.INTERRUPTED, 'interrupted');
}

/** How an error is shown: what it is, each detail, and the way out, whose command stays on one line to be copied. */
export function errorText({ message, details, fix }: CommandError): string {
  const { out, width } = screenOf(process.stderr);
  const indented = { out, width: width - 2 };
  const lines = [`drs-drill: ${plain(message)}`, ...details].map((text, index) =>
    index === 0 ? paragraph(text, { out, width }) : paragraph(text, indented).replace(/^/gm, '  '),
  );
  if (fix !== undefined) lines.push(`fix: ${plain(fix)}`);
  return `${lines.join('\n')}\n`;
}
