import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import { readPlan } from '../../../src/cli/plans/planFaults.ts';

let file: string;
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'drs-drill-plan-')), 'web-shop.yaml');
});

const person = { interrupted: new AbortController().signal, note: () => undefined };
const GOOD = `
# a comment
waves:
  - sourceServerIds: [s-0123456789abcdef0]
holdSeconds: 600
reason: rehearsal
`;

async function read(text: string): Promise<unknown> {
  await writeFile(file, text);
  return (await readPlan(file, person)).body;
}

/** What is wrong, without the folder. */
async function faultsOf(text: string): Promise<string[]> {
  const error = await read(text).catch((refused: unknown) => refused);
  if (!(error instanceof CommandError)) throw new Error(`it was taken: ${JSON.stringify(error)}`);
  const said = error.details.length === 0 ? [error.message] : error.details;
  return said.map((line) => line.replace(/^\S*\//, ''));
}

describe('the file of a plan', () => {
  const body = { waves: [{ sourceServerIds: ['s-0123456789abcdef0'] }], holdSeconds: 600, reason: 'rehearsal' };

  test('is YAML, or JSON', async () => {
    expect(await read(GOOD)).toEqual(body);
    expect(await read(JSON.stringify(body))).toEqual(body);
  });

  test('that lacks a member says where the object begins', async () => {
    expect(await faultsOf('holdSeconds: 1\nreason: x\n')).toEqual([
      "web-shop.yaml:1:1: the plan must have required property 'waves'",
    ]);
  });

  test('says of a check only what is wrong with its kind', async () => {
    const check = (members: string) => `${GOOD}checks:\n  - { name: shop, ${members} }\n`;
    expect(await faultsOf(check('kind: HTTP, pth: /health'))).toEqual(['web-shop.yaml:8:36: pth is not known here']);
    expect(await faultsOf(check('kind: TCP'))).toEqual([
      "web-shop.yaml:8:5: checks[0] must have required property 'port'",
    ]);
    expect(await faultsOf(check('kind: http, path: /health'))).toEqual([
      'web-shop.yaml:8:25: checks[0].kind must be one of VERDICT, HTTP, TCP, UNREACHABLE, SSM, LAMBDA, CONSOLE',
    ]);
  });

  test('has every fault with its line and column', async () => {
    const text = GOOD.replace('600', '-5')
      .replace('reason: rehearsal', 'reasons: rehearsal\nreason: x')
      .replace('s-0123456789abcdef0', 's-1')
      .replace('waves:', 'onLaunchFailure: STOP\nwaves:');
    expect(await faultsOf(text)).toEqual([
      'web-shop.yaml:3:18: onLaunchFailure must be one of HOLD, CONTINUE, TERMINATE',
      'web-shop.yaml:5:23: waves[0].sourceServerIds[0] must match pattern "^s-[0-9a-zA-Z]{17}$"',
      'web-shop.yaml:6:14: holdSeconds must be >= 0',
      'web-shop.yaml:7:10: reasons is not known here',
    ]);
  });

  test.each([
    ['waves: [', /^web-shop.yaml:\d:\d+ is not YAML: /],
    ['reason: a\nreason: b\n', /^web-shop.yaml:2:1 is not YAML: Map keys must be unique/],
    ['- a\n', /^web-shop.yaml is not an object$/],
    ['', /^web-shop.yaml is not an object$/],
  ])('%j is refused as no plan', async (text, sentence) => {
    expect((await faultsOf(text))[0]).toMatch(sentence);
  });

  test('cannot become huge through its aliases', async () => {
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    ];
    await expect(read(`${bomb.join('\n')}\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`)).rejects.toThrow('alias');
  });
});
