import type { FailureKind } from '../drill/inputs.ts';

/** The caller asked for what cannot be; becomes a 4xx problem document, never an alarm. */
export class Refused extends Error {
  readonly status: 400 | 404 | 409 | 422;
  readonly code: string;

  constructor(status: 400 | 404 | 409 | 422, code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** A call to AWS failed; becomes an Input, so that `decide` chooses what follows. */
export class CallFailed extends Error {
  readonly kind: FailureKind;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CallFailed';
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An invariant does not hold: this drill stops advancing, a person is told, others go on. */
export class Broken extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Broken';
  }
}

/** The item was written by a newer version of the product; this one must not save over it. */
export class NewerSchema extends Error {
  constructor(item: string) {
    super(`${item} was written by a newer version`);
    this.name = 'NewerSchema';
  }
}
