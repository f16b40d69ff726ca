/** Every problem code with its status and its cause. */
export const PROBLEM_CODES = {
  'invalid-parameter': { status: 400, when: 'a parameter or header is unknown or not allowed' },
  'unsupported-filter': { status: 400, when: 'no index serves this combination of filters' },
  'malformed-json': { status: 400, when: 'the body is not JSON' },
  'invalid-request': { status: 400, when: 'the body does not match its schema; `errors` lists every fault' },
  'not-authenticated': { status: 401, when: 'the request has no authenticated caller that the journal could record' },
  'right-missing': { status: 403, when: 'the caller lacks a right that this content of the request needs' },
  'unknown-drill': { status: 404, when: 'the drill does not exist' },
  'unknown-check': { status: 404, when: 'the drill has no check of this name' },
  'unknown-plan': { status: 404, when: 'there is no such plan, or no such version of it, or the plan was deleted' },
  'unknown-schedule': { status: 404, when: 'there is no such schedule' },
  'unknown-server': { status: 404, when: 'the source server is known neither from DRS nor from a drill' },
  'newer-version': {
    status: 409,
    when: 'a newer version of the product wrote this item, for example during a deployment',
  },
  'older-version': {
    status: 409,
    when: 'an older version of the product wrote this item, and this version cannot read it',
  },
  'drill-ended': { status: 409, when: 'the drill has ended' },
  'already-terminating': { status: 409, when: 'the drill is already cleaning up' },
  'drill-quarantined': {
    status: 409,
    when: 'the drill violated an invariant and was quarantined; `quarantined` says which one',
  },
  'not-holding': { status: 409, when: 'the drill is not in its hold' },
  'checks-running': { status: 409, when: 'required checks have no result yet; `force` ends the hold all the same' },
  'check-decided': { status: 409, when: 'the check already has another result, which is final' },
  'no-verdict': { status: 409, when: 'the drill itself carries the check out, so nobody gives its verdict' },
  'no-leak': { status: 409, when: 'the drill has no leak' },
  'still-acting': { status: 409, when: 'a call to AWS is still in progress' },
  'precondition-failed': {
    status: 412,
    when: 'If-Match or If-None-Match does not match the current state; ETag has its version',
  },
  'body-too-large': { status: 413, when: 'the body is larger than 128 KiB' },
  'not-json': { status: 415, when: 'the content type of the body is not application/json' },
  'hold-not-longer': { status: 422, when: 'the hold would become shorter, or would be extended by less than a minute' },
  'hold-too-long': { status: 422, when: 'the hold would be longer than the deployment allows' },
  'idempotency-key-reused': { status: 422, when: 'the key was used with a different request' },
  'too-many-schedules': { status: 422, when: 'the deployment has reached its limit of schedules' },
  'precondition-required': { status: 428, when: 'If-Match, or for a new plan If-None-Match, is missing' },
  'too-many-drills': { status: 429, when: 'the site or the caller has reached its limit of open drills' },
  'internal-error': { status: 500, when: 'an internal error; the response has only the requestId' },
  'temporarily-unavailable': {
    status: 503,
    when: 'the table is throttled, unreachable, or has too many concurrent writers',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
