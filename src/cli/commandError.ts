import { EXIT, type ExitStatus } from './exitStatus.ts';
import { paragraph, plain, screenOf } from './terminal/grid.ts';

/** An error shown without a stack trace: what is wrong, where, and how to fix it. */
export class CommandError extends Error {
  readonly status: ExitStatus;
  readonly details: string[];
  readonly fix: string | undefined;
  /** The HTTP status, if the API responded. */
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

/** An error of the command line. */
export function usageError(message: string, fix?: string): CommandError {
  return new CommandError(EXIT.USAGE, message, { fix });
}

/** An interruption by Ctrl-C. */
export function interruption(): CommandError {
  return new CommandError(EXIT.INTERRUPTED, 'interrupted');
}

/** Formats an error: the message, each detail, and the fix, whose command stays on one line for copying. */
export function errorText({ message, details, fix }: CommandError): string {
  const { out, width } = screenOf(process.stderr);
  const indented = { out, width: width - 2 };
  const lines = [`drs-drill: ${plain(message)}`, ...details].map((text, index) =>
    index === 0 ? paragraph(text, { out, width }) : paragraph(text, indented).replace(/^/gm, '  '),
  );
  if (fix !== undefined) lines.push(`fix: ${plain(fix)}`);
  return `${lines.join('\n')}\n`;
}
