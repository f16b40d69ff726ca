import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { ZodObject, type ZodType } from 'zod';
import { operationsOf } from '../../src/api/openapi/operations.ts';
import { makeProgram } from '../../src/cli/program.ts';
import { phasesIn } from '../../src/cli/verbs/drillLists.ts';

/** Lists of a group of verbs. */
const GROUPED: Record<string, string> = {
  '/v1/plans': 'plan list',
  '/v1/plans/{name}/versions': 'plan versions',
  '/v1/schedules': 'schedule list',
};

/** Lists named after their rows instead of their path. */
const NAMED_BY_ITS_ROWS = ['trials'];

describe('every list of the API', () => {
  const lists = operationsOf({ holdSecondsMax: 86_400 }).flatMap(({ path, answer }) => {
    const members = membersOf(answer.schema);
    const isList = members.includes('cursor') || members.includes('nextSeq');
    const rows = members.find((name) => NAMED_BY_ITS_ROWS.includes(name));
    return isList ? [GROUPED[path] ?? rows ?? nameIn(path)] : [];
  });

  test('has a verb with the same name', () => {
    expect(lists).toHaveLength(11);
    for (const list of lists) expect(verb(list)?.summary(), list).toMatch(/^list /);
  });

  test('is exported under that name, and nothing else is exported', () => {
    const exported = verb('export');
    expect(leaves(exported).sort()).toEqual(lists.sort());
  });
});

test('older names still work', () => {
  const [drills, statistics] = ['drills', 'statistics'].map((name) => verb(name)?.aliases());
  expect([drills, statistics]).toEqual([['list'], ['stats']]);
});

test('drills are listed by one phase or several, and not by one that does not exist', () => {
  expect(phasesIn('HOLDING')).toBe('HOLDING');
  expect(phasesIn('LAUNCHING,HOLDING')).toBe('LAUNCHING,HOLDING');
  for (const strange of ['holding', 'HOLDING,', 'HOLDING, LAUNCHING', ''])
    expect(() => phasesIn(strange)).toThrow('Allowed choices are REQUESTED,');
});

test('drills are listed by every phase that is named, also where the option is repeated', () => {
  const options = ['--phase', 'LAUNCHING,VERIFYING', '--phase', 'HOLDING'];
  const drills = verb('drills');
  drills?.parseOptions(options);
  expect(drills?.getOptionValue('phase')).toBe('LAUNCHING,VERIFYING,HOLDING');
});

function membersOf(answer: ZodType): string[] {
  if (!(answer instanceof ZodObject)) throw new Error('an answer is no object, so a list may be overlooked');
  return Object.keys(answer.shape);
}

/** `/v1/lever/history` is `lever history`, `/v1/drills/{drillId}/journal` is `journal`. */
function nameIn(path: string): string {
  const parts = path.replace('/v1/', '').split('/');
  return parts.slice(parts.findLastIndex((part) => part.startsWith('{')) + 1).join(' ');
}

function verb(name: string): Command | undefined {
  return name
    .split(' ')
    .reduce<Command | undefined>((parent, word) => parent?.commands.find((one) => one.name() === word), makeProgram());
}

function leaves(command: Command | undefined, above: string[] = []): string[] {
  return (command?.commands ?? []).flatMap((one) =>
    one.commands.length === 0 ? [[...above, one.name()].join(' ')] : leaves(one, [...above, one.name()]),
  );
}
