import { expect, test } from 'vitest';
import { consoleLog } from '../../../src/simulator/local/consoleLog.ts';

test('a log for people has words instead of objects, no stack trace, and counts repeated lines', () => {
  // given
  const lines: string[] = [];
  const log = consoleLog((line) => lines.push(line));
  const stack = 'Error: out of reach\n    at somewhere (file.ts:1:1)';
  // when
  log.info('all is well', {});
  log.error('the table was restored', {});
  for (let tries = 1; tries <= 12; tries += 1)
    log.error('a delivery failed', { functionName: 'sweep', tries, site: { region: 'us-east-1' }, error: stack });
  log.error('a delivery failed', { functionName: 'wake', tries: 1, site: { region: 'us-east-1' }, error: stack });
  // then
  const said = (name: string, tries: number) =>
    `a delivery failed: function name ${name}, tries ${tries}, site region us-east-1, error Error: out of reach`;
  expect(lines).toEqual([
    'the table was restored\n',
    `${said('sweep', 1)}\n`,
    `${said('sweep', 10)} (10 times by now)\n`,
    `${said('wake', 1)}\n`,
  ]);
});
