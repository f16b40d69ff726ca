import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Examination } from '../../src/doctor/examine.ts';
import { fail, notChecked, ok, warn } from '../../src/doctor/finding.ts';
import { report } from '../../src/doctor/report.ts';

const EXAMINATION: Examination = {
  stage: 'prod',
  region: 'eu-west-1',
  accountId: '111122223333',
  isDeployed: true,
  chapters: [
    { title: 'Account', findings: [ok('credentials', 'You are somebody.')] },
    {
      title: 'Events',
      findings: [
        ok('events-drsEvent', 'A rule sends them.'),
        fail(
          'events-from-us-east-1',
          `us-east-1 is blind: ${'its events do not come '.repeat(5)}at all.`,
          'Deploy infra/region.yml there.',
        ),
        warn('alarms', 'The alarm leak is in state ALARM.', 'See docs/operations.md.'),
        notChecked('rights', 'You have no permission.', 'Run it with permissions.'),
      ],
    },
  ],
};

describe('a report', () => {
  test('shows failed checks with their remedies, counts passed ones, and fits the width', () => {
    expect(
      report(EXAMINATION, { all: false, stream: terminal(80) }),
    ).toBe(`drs-drill, stage prod in eu-west-1, account 111122223333

Account  1 ok
Events  1 ok
  FAIL       events-from-us-east-1: us-east-1 is blind: its events do not come
             its events do not come its events do not come its events do not
             come its events do not come at all.
             → Deploy infra/region.yml there.
  warning    alarms: The alarm leak is in state ALARM.
             → See docs/operations.md.
  unchecked  rights: You have no permission.
             → Run it with permissions.

Not sound: 1 failed, 1 warning, 1 not checked, 2 ok. Nothing was changed.
`);
  });

  test('shows all checks on request', () => {
    const text = report(EXAMINATION, { all: true, stream: terminal(80) });
    expect(text).toContain('Account  1 ok\n  ok         credentials: You are somebody.\n');
  });

  test('says Sound only for what was checked', () => {
    const left = (statuses: string[]) => ({
      ...EXAMINATION,
      chapters: EXAMINATION.chapters.map(({ title, findings }) => ({
        title,
        findings: findings.filter(({ status }) => statuses.includes(status)),
      })),
    });
    const said = (statuses: string[]) =>
      report(left(statuses), { all: false, stream: terminal(80) })
        .trimEnd()
        .split('\n')
        .at(-1);
    expect(said(['OK', 'WARN'])).toBe('Sound: 0 failed, 1 warning, 0 not checked, 2 ok. Nothing was changed.');
    expect(said(['OK', 'NOT_CHECKED'])).toMatch(/^Sound, as far as it was checked: /);
  });
});

/** A stream without colours. */
function terminal(columns: number): NodeJS.WriteStream {
  return Object.assign(new Writable(), { columns }) as unknown as NodeJS.WriteStream;
}
