import fc from 'fast-check';

/**
 * Texts that break careless readers: keys of every object, control characters, half characters, paths, numbers as
 * texts.
 */
const TEXTS = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    '\r\nset-cookie: a=b',
    '💥'.repeat(300),
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '[object Object]', 'null', 'undefined'],
  ...['drillowner', 'DRILLID', 'aws:x', 'AWS:cloudformation:stack', '50% & more', 'ERP & Payroll (EU)', 'a\u2028b'],
  ...['NaN', 'Infinity', '1e999', '-0', '0x10', '99999999', '999999999999999', '1,1', 'TRUE', 'all', '*'],
  ...[
    '../../etc/passwd',
    '%00',
    '%ff',
    "' OR 1=1 --",
    '$' + '{jndi:ldap://x}',
    '<script>',
    'evil.example/#',
    'x'.repeat(2000),
  ],
  ...[
    'd-000000000000000000000001',
    'd-000000000000000000000002',
    's-00000000000000001',
    'drsjob-',
    'i-0123456789abcdef0',
  ],
  ...[
    '999988887777',
    '111122223333',
    'eu-west-1',
    'us-east-1',
    'terminated',
    'RECOVERY_LAUNCH_FAILED',
    'REQUESTED',
    'OPEN',
  ],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2026-02-30T00:00:00Z', '2026-03-01T12:00:00+23:59'],
  ...['MSBkLTE', base64url('1 \u0000'), base64url(`1 ${'x'.repeat(3000)}`), base64url('999999999999999 __proto__')],
];

const NUMBERS = ['0', '-0', '-1', '1', '1.5', '900', '1e21', '1e308', '1e999', '-1e999', '9007199254740993', '5e-324'];
const DEEP = 10_000;

/** JSON that a parser accepts and a program may choke on. */
const STRUCTURES = [
  ...['null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '{"__proto__":{"polluted":true}}', '{"toString":null}'],
  ...['{"constructor":{"prototype":{"polluted":true}}}', '{"length":4294967295}', '{"a":1,"a":2}', '["terminated"]'],
  ...['["d-000000000000000000000001"]', '{"S":"d-000000000000000000000001"}', '{"N":"1e999"}', '{"NULL":true}'],
];

const HUGE = [
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  JSON.stringify('x'.repeat(200_000)),
  JSON.stringify('\u0000'.repeat(20_000)),
  `[${'1,'.repeat(60_000)}1]`,
  `[${'{},'.repeat(40_000)}{}]`,
  `{${Array.from({ length: 8000 }, (_, index) => `"k${index}":1`).join(',')}}`,
];

/** A text that an attacker would choose. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map(base64url) },
);

/** JSON of a value that an attacker would choose; as a text, because some of it does not survive as a value. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  { weight: 5, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.maxSafeInteger().map(String) },
  { weight: 6, arbitrary: fc.constantFrom(...STRUCTURES) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE) },
);

/** Invalid JSON, and borderline JSON. */
export const notJson: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('{', '}', '[1,]', "{'a':1}", 'NaN', '-Infinity', 'undefined', '\ufeff{}', '{"a":1}{"b":2}', '\u0000'),
  fc.constantFrom('['.repeat(DEEP), '{"a":'.repeat(DEEP), ' '.repeat(200_000), '"'.repeat(9999), '1'.repeat(9999)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
