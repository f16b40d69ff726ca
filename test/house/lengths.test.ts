import { describe, expect, test } from 'vitest';
import { lineOf, linesOf, type SourceFile, sourceFiles } from './source.ts';

const files = sourceFiles('src');

/** A file or function is under these lengths; a line's is the formatter's business. */
const FILE_LINES = 200;
const HANDLER_LINES = 40;
const FUNCTION_LINES = 40;

/** Files whose one subject needs more, and why. */
const LONG_FILES: Record<string, string> = {
  'src/api/openapi/drillDocuments.ts': 'every member of a drill as callers see it',
  'src/drill/bounds.ts': 'every limit of the product on one page',
  'src/drill/drill.ts': 'the words of a drill are read together',
  'src/drill/evolve.ts': 'one case a fact, so that none is forgotten',
  'src/drill/inputs.ts': 'everything that can happen to a drill, and all that is seen of it',
  'src/flow/guard.ts': 'the hard stop and the periodic guard, which terminate alike',
  'src/flow/ports.ts': 'everything that flow needs of the outside',
  'src/simulator/aws/faults.ts': 'every way in which the other world can go wrong',
  'src/simulator/aws/state.ts': 'everything that the simulated AWS remembers',
  'src/store/entities.ts': 'the whole table on one page',
};

describe('lengths', () => {
  test(`files are under ${FILE_LINES} lines, but for those that say why`, () => {
    const long = files.filter((file) => linesOf(file) >= FILE_LINES && LONG_FILES[file.path] === undefined);
    expect(long.map(shown)).toEqual([]);
  });

  test('a file that is short again is not listed as long', () => {
    const long = files.filter((file) => linesOf(file) >= FILE_LINES).map(({ path }) => path);
    expect(Object.keys(LONG_FILES).filter((path) => !long.includes(path))).toEqual([]);
  });

  test(`doors are under ${HANDLER_LINES} lines`, () => {
    const endpoints = files.filter(
      ({ path, text }) => path.startsWith('src/handlers/') && /^export .*\bhandler\b/m.test(text),
    );
    expect(endpoints.length).toBeGreaterThan(0);
    expect(endpoints.filter((file) => linesOf(file) >= HANDLER_LINES).map(shown)).toEqual([]);
  });

  test(`functions are under ${FUNCTION_LINES} lines`, () => {
    expect(files.flatMap(longFunctions)).toEqual([]);
  });
});

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
