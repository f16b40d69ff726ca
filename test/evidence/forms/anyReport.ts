import * as fc from 'fast-check';
import type { Report } from '../../../src/evidence/report/report.ts';
import { ENDINGS, given } from './given.ts';

/** What people and services may have written: markup, formulas, marks of direction, control characters. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=https://evil.example/x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '| a | b |\n| --- | --- |',
    '```\n# title\n```',
    '</details>',
    '![x](https://evil.example/x.png)',
    '\u202egpj.exe',
    '\u200e\u2066mixed\u2069',
    'a\u0000b\u001b[31mred',
    '&lt;b&gt;',
    'javascript:alert(1)',
    'w'.repeat(255),
  ),
);

/** A given report in which every text that comes from people or services is any text. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({ ending: fc.constantFrom(...ENDINGS), texts: fc.array(hostileText, { minLength: 1, maxLength: 20 }) })
  .map(({ ending, texts }) => {
    const rest = texts.values();
    return replaced(given(ending, 3), () => rest.next().value ?? texts[0] ?? '');
  });

/** The members that a person or a service has written. */
const WRITTEN =
  /^(text|reason|name|role|why|what|error|message|because|by|trackerUrl|evidenceUrl|hostname|purpose|inTheirWords|requestedBy|person|changeReference|recoveryPlan|state)$/;
/** In which a member of such a name is a term of ours. */
const OWN = /^(cleanup|product)$/;

function replaced<Value>(value: Value, next: () => string, inOwn = false): Value {
  if (Array.isArray(value)) return value.map((one) => replaced(one, next, inOwn)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => {
    const isWritten =
      typeof member === 'string' && WRITTEN.test(name) && !inOwn && !(name === 'state' && 'kind' in value);
    return [name, isWritten ? next() : replaced(member, next, OWN.test(name))];
  });
  return Object.fromEntries(members) as Value;
}
