import { describe, expect, test } from 'vitest';
import { shortened } from '../../src/drill/shortened.ts';

const BYTES = 160;
const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const USER = 'arn:aws:sts::111122223333:assumed-role/drs-drill-prod-performEffect/drs-drill-prod-performEffect';

describe('a long text', () => {
  test('is kept whole when it fits', () => {
    expect(shortened('conversion failed', BYTES)).toBe('conversion failed');
  });

  test('is cut to its beginning', () => {
    expect(shortened('a'.repeat(200), 20)).toBe(`${'a'.repeat(17)}…`);
  });

  test('from an AWS error loses the preamble first', () => {
    const error = `An error occurred (AuthFailure) when calling the ModifySnapshotAttribute operation: Not authorized to use key arn:aws:kms:eu-west-1:111122223333:key/${KEY}`;
    expect(shortened(error, BYTES)).toBe(
      `AuthFailure (ModifySnapshotAttribute): Not authorized to use key arn:aws:kms:eu-west-1:111122223333:key/${KEY}`,
    );
  });

  test.each([
    [`Not authorized to use key arn:aws:kms:eu-west-1:111122223333:key/${KEY} ${'because '.repeat(20)}`, KEY],
    [
      `An error occurred (UnauthorizedOperation) when calling the DeleteVolume operation: You are not authorized to perform this operation. User: ${USER} is not authorized to perform: ec2:DeleteVolume on resource: arn:aws:ec2:eu-west-1:111122223333:volume/vol-0abcdef0123456789 because no identity-based policy allows the ec2:DeleteVolume action`,
      'vol-0abcdef0123456789',
    ],
    [
      `DescribeLaunchTemplateVersions: ${'x '.repeat(60)}with template ID lt-0123456789abcdef0, does not exist.`,
      'lt-0123456789abcdef0',
    ],
  ])('still names the subject of the error, wherever it was: %s', (error, id) => {
    const kept = shortened(error, 100);
    expect(kept).toContain(id);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(100);
  });

  test.each(['失'.repeat(500), '🎉'.repeat(500), `${'失'.repeat(500)} vol-0abcdef0123456789`])(
    'stays within its bytes, without half a character: %s',
    (text) => {
      for (const bytes of [80, 81, 82, 83, 160]) {
        const kept = shortened(text, bytes);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(bytes);
        expect(kept.isWellFormed()).toBe(true);
      }
    },
  );
});
