/** Every way in which a request is refused or fails: the status, and when. */
export const PROBLEM_CODES = {
  'invalid-parameter': { status: 400, when: 'a parameter or header is not known or not allowed' },
  'unsupported-filter': { status: 400, when: 'filters were combined that no index serves together' },
  'malformed-json': { status: 400, when: 'the body is not JSON' },
  'invalid-request': { status: 400, when: 'the body is not as its schema says; `errors` has every fault' },
  'not-authenticated': { status: 401, when: 'nobody vouches for a caller that the journal could name' },
  'unknown-drill': { status: 404, when: 'there is no such drill' },
  'unknown-server': { status: 404, when: 'no drill, and no look at DRS, has shown such a source server' },
  'newer-version': { status: 409, when: 'a newer version of the product wrote this, while a deployment goes on' },
  'older-version': { status: 409, when: 'an older version of the product wrote this, and this one cannot read it' },
  'drill-ended': { status: 409, when: 'the drill has ended' },
  'already-terminating': { status: 409, when: 'the drill is cleaning up already' },
  'drill-set-aside': { status: 409, when: 'the drill has broken a rule and was set aside; `broken` says which' },
  'not-holding': { status: 409, when: 'the drill is not in its hold' },
  'no-leak': { status: 409, when: 'the drill has no leak' },
  'still-acting': { status: 409, when: 'a call to AWS is still open' },
  'precondition-failed': { status: 412, when: 'If-Match does not name the state that is there; ETag tells which is' },
  'body-too-large': { status: 413, when: 'the body has more than 128 KiB' },
  'not-json': { status: 415, when: 'the body is of another type than application/json' },
  'hold-not-longer': { status: 422, when: 'the hold would become shorter, or longer by less than a minute' },
  'hold-too-long': { status: 422, when: 'the hold would be longer than the deployment allows' },
  'idempotency-key-reused': { status: 422, when: 'the key was used with another request' },
  'precondition-required': { status: 428, when: 'If-Match is missing' },
  'too-many-drills': { status: 429, when: 'the site, or whoever asks, has as many open drills as it may have' },
  'internal-error': { status: 500, when: 'something is wrong here; nothing is told of it but the requestId' },
  'temporarily-unavailable': {
    status: 503,
    when: 'the table is throttled, out of reach, or has too many writers at once',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
