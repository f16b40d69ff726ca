import type { FailureKind, StateSeen } from '../drill/inputs.ts';

/** The caller requested something impossible. It becomes a 4xx problem document, never an alarm. */
export class Refused extends Error {
  readonly status: 400 | 404 | 409 | 412 | 422 | 429;
  readonly code: string;
  /** What the caller may need for a retry. */
  readonly again: Again;

  constructor(status: Refused['status'], code: string, message: string, again: Again = {}) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
    this.again = again;
  }
}

/** The current version, or how long to wait. */
export interface Again {
  version?: number | string;
  afterSeconds?: number;
}

/** The table is unreachable, is throttled, or has too many concurrent writers: a retry may well succeed. */
export class Unavailable extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'Unavailable';
  }
}

/** A call to AWS failed. It becomes an Input, so `decide` chooses what follows. */
export class CallFailed extends Error {
  readonly kind: FailureKind;
  readonly retryAfterSeconds: number | undefined;
  /** What was read before the failure. */
  readonly seen: StateSeen[] | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfterSeconds?: number | undefined; seen?: StateSeen[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CallFailed';
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.seen = options.seen;
  }
}

/** An invariant does not hold: this drill stops advancing and a person is notified. Other drills continue. */
export class Quarantined extends Error {
  constructor(violation: string) {
    super(violation);
    this.name = 'Broken';
  }
}

/** Another version of the product wrote the item, and this version cannot read it: it must not overwrite the item. */
export class OtherSchema extends Error {
  readonly written: 'newer' | 'older';

  constructor(item: string, written: OtherSchema['written']) {
    super(`${item} was written by ${written === 'newer' ? 'a newer' : 'an older'} version`);
    this.name = 'OtherSchema';
    this.written = written;
  }
}
