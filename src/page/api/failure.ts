import { Refusal } from './answers.ts';
import { NoAnswer } from './noAnswer.ts';

/** What it is that failed when the page read or changed something. */
export type Failure =
  /** The page's own server does not answer. */
  | 'NO_SERVER'
  /** Its server cannot reach the API, or waited in vain. */
  | 'NO_API'
  /** The API has too much to do. */
  | 'OVERLOADED'
  /** The credentials are missing or not valid any more. */
  | 'NO_CREDENTIALS'
  /** They do not suffice for this part of the API. */
  | 'NO_RIGHT'
  /** The API answered, and only the view that wanted it is concerned. */
  | 'REFUSED'
  /** The page itself. */
  | 'FAULT';

/** Tells apart what failed. */
export function failureOf(error: Error): Failure {
  if (error instanceof NoAnswer) return 'NO_SERVER';
  return error instanceof Refusal ? (BY_STATUS[error.status] ?? 'REFUSED') : 'FAULT';
}

const BY_STATUS: Record<number, Failure> = {
  401: 'NO_CREDENTIALS',
  403: 'NO_RIGHT',
  429: 'OVERLOADED',
  502: 'NO_API',
  503: 'OVERLOADED',
  504: 'NO_API',
};

/** Whether nothing at all can be read, so that the first answer ends it for every view. */
export function isOutage(error: Error): boolean {
  return ['NO_SERVER', 'NO_API', 'NO_CREDENTIALS'].includes(failureOf(error));
}
