import { describe, expect, test } from 'vitest';
import { retentionOf } from '../../../src/handlers/wiring/retention.ts';

describe('the retention of evidence', () => {
  test.each(['GOVERNANCE', 'COMPLIANCE'])('is what the deployment says: %s', (mode) => {
    const environment = { EVIDENCE_RETENTION: mode, EVIDENCE_RETENTION_DAYS: '400' };
    expect(retentionOf(environment)).toEqual({ mode, days: 400 });
  });

  test.each([{ EVIDENCE_RETENTION: 'NONE', EVIDENCE_RETENTION_DAYS: '400' }, {}])('is none in %j', (environment) => {
    expect(retentionOf(environment)).toBeNull();
  });

  test.each([
    [{ EVIDENCE_RETENTION: 'FOREVER', EVIDENCE_RETENTION_DAYS: '400' }, /EVIDENCE_RETENTION is not NONE, GOVERNANCE/],
    [{ EVIDENCE_RETENTION: 'GOVERNANCE', EVIDENCE_RETENTION_DAYS: '0' }, /EVIDENCE_RETENTION_DAYS is missing or 0/],
    [{ EVIDENCE_RETENTION: 'GOVERNANCE' }, /EVIDENCE_RETENTION_DAYS is missing or 0/],
    [{ EVIDENCE_RETENTION: 'GOVERNANCE', EVIDENCE_RETENTION_DAYS: '-1' }, /not a whole number: -1/],
  ])('is a fault of the deployment in %j', (environment, message) => {
    expect(() => retentionOf(environment)).toThrow(message);
  });
});
