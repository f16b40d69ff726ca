import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const LINES_PER_FAILURE = 14;
const COLUMNS = 200;

/**
 * A Vitest reporter that appends what fails to the file FAILURES names, as soon as it fails, because a run may be
 * killed at a deadline. Vitest's own JSON report has no errors of hooks, and none outside of tests.
 */
export default class Failures {
  onTestCaseResult(testCase) {
    write(testCase.module, testCase.fullName, testCase.result().errors);
  }

  onTestSuiteResult(suite) {
    write(suite.module, `${suite.fullName} (set-up)`, suite.errors());
  }

  onTestModuleEnd(module) {
    write(module, 'does not load', module.errors());
  }

  onTestRunEnd(_modules, unhandledErrors) {
    write({ relativeModuleId: 'outside of tests' }, 'unhandled', unhandledErrors);
  }
}

function write({ relativeModuleId }, name, errors = []) {
  if (errors.length === 0) return;
  const said = errors.flatMap(({ message, stack, diff }) => [message ?? stack ?? '', diff ?? '']).join('\n');
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const shown = lines.slice(0, LINES_PER_FAILURE).map((line) => `    ${line.slice(0, COLUMNS)}`);
  appendFileSync(process.env.FAILURES, [`${relativeModuleId} > ${name}`, ...shown, ''].join('\n'));
}
