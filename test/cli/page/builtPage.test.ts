import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import { builtPage } from '../../../src/cli/page/builtPage.ts';

let project: string;
let notes: string[];

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'drs-drill-built-'));
  await mkdir(join(project, 'src', 'page'), { recursive: true });
  notes = [];
});

afterEach(() => rm(project, { recursive: true }));

describe('the page of an installation without scripts', () => {
  test('is built when it is opened first, and a person who waits is told why', async () => {
    await writeBuild(BUILDS);
    expect(await opened()).toBe(join(project, 'dist', 'page'));
    expect(notes).toEqual(['building the page, once']);
  });

  test('is built only once', async () => {
    await writeBuild(BUILDS);
    await opened();
    await writeBuild('throw new Error("built again")');
    expect(await opened()).toBe(join(project, 'dist', 'page'));
    expect(notes).toHaveLength(1);
  });

  test('may be built by two commands at once', async () => {
    await writeBuild(BUILDS);
    const folder = join(project, 'dist', 'page');
    expect(await Promise.all([opened(), opened(), opened()])).toEqual([folder, folder, folder]);
    expect(await readdir(join(project, 'dist'))).toEqual(['page']);
  });

  test('that cannot be built says why, and how to install what is missing', async () => {
    await writeBuild('import "no-such-package"; const typed: string = "";');
    const error = await opened().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CommandError);
    const { message, details, fix } = error as CommandError;
    expect([message, fix]).toEqual(['the page cannot be built', `npm ci, in ${project}`]);
    expect(details.join('\n')).toContain("Cannot find package 'no-such-package'");
  });
});

function opened(): Promise<string> {
  return builtPage((line) => void notes.push(line), project);
}

async function writeBuild(script: string): Promise<void> {
  await writeFile(join(project, 'src', 'page', 'build.ts'), script);
}

/** As the real one, which is given from where and into which folder it builds. */
const BUILDS = `
import { mkdir, writeFile } from 'node:fs/promises';
const [, , root, built]: string[] = process.argv;
if (!root.endsWith('page')) throw new Error(root);
await mkdir(built, { recursive: true });
await writeFile(built + '/index.html', '');
`;
