import { describe, expect, test } from 'vitest';
import { lineOf, linesOf, type SourceFile, sourceFiles } from './source.ts';

const files = sourceFiles('src');

/** The limits of files, functions and comments; the formatter limits lines of code. */
const FILE_LINES = 200;
const HANDLER_LINES = 40;
const FUNCTION_LINES = 40;
const COLUMNS = 120;

/** Longer files, and why. */
const LONG_FILES: Record<string, string> = {
  'src/api/openapi/drillDocuments.ts': 'every member of a drill in the API',
  'src/drill/bounds.ts': 'every limit of the product on one page',
  'src/drill/drill.ts': 'the vocabulary of a drill in one place',
  'src/drill/evolve.ts': 'one case per fact, so that none is missed',
  'src/drill/facts.ts': 'every fact of a drill',
  'src/drill/inputs.ts': 'every input of a drill, and every observation',
  'src/evidence/report/report.ts': 'every member of a report on one page',
  'src/flow/guard.ts': 'the hard stop and the periodic guard, which terminate in the same way',
  'src/flow/ports.ts': 'every port of the flow',
  'src/simulator/aws/faults.ts': 'every fault of the simulated AWS',
  'src/simulator/aws/state.ts': 'the whole state of the simulated AWS',
  'src/store/entities.ts': 'the whole table on one page',
};

describe('lengths', () => {
  test(`files are under ${FILE_LINES} lines, except for the listed ones`, () => {
    const long = files.filter((file) => linesOf(file) >= FILE_LINES && LONG_FILES[file.path] === undefined);
    expect(long.map(shown)).toEqual([]);
  });

  test('no short file is listed as long', () => {
    const long = files.filter((file) => linesOf(file) >= FILE_LINES).map(({ path }) => path);
    expect(Object.keys(LONG_FILES).filter((path) => !long.includes(path))).toEqual([]);
  });

  test(`handlers are under ${HANDLER_LINES} lines`, () => {
    const endpoints = files.filter(
      ({ path, text }) => path.startsWith('src/handlers/') && /^export .*\bhandler\b/m.test(text),
    );
    expect(endpoints.length).toBeGreaterThan(0);
    expect(endpoints.filter((file) => linesOf(file) >= HANDLER_LINES).map(shown)).toEqual([]);
  });

  test(`comments fit ${COLUMNS} columns`, () => {
    const wide = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (isWideComment(line) ? [`${path}:${index + 1}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  test(`functions are under ${FUNCTION_LINES} lines`, () => {
    expect(files.flatMap(longFunctions)).toEqual([]);
  });
});

/** A link cannot be broken over lines. */
function isWideComment(line: string): boolean {
  return line.length > COLUMNS && /^\s*(\/\*\*|\*|\/\/) /.test(line) && !line.includes('https://');
}

function shown(file: SourceFile): string {
  return `${file.path} has ${linesOf(file)} lines`;
}

function longFunctions(file: SourceFile): string[] {
  const functions = file.nodes.filter(({ type }) =>
    /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type),
  );
  return functions.flatMap((node) => {
    const start = lineOf(file, node.start);
    const lines = lineOf(file, node.end) - start + 1;
    return lines >= FUNCTION_LINES ? [`${file.path}:${start} has ${lines} lines`] : [];
  });
}
