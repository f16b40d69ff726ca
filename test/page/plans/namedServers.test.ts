import { expect, test } from 'vitest';
import { insertedServer, withHostnames } from '../../../src/page/plans/namedServers.ts';

const sourceServerId = 's-aaaaaaaaaaaaaaaaa';
const server = { sourceServerId, hostname: 'db-1' };

test('a listed server has its host name beside its id, and others stay as they are', () => {
  const yaml = `waves:\n  - sourceServerIds:\n      - ${sourceServerId}\n      - s-bbbbbbbbbbbbbbbbb\n`;
  expect(withHostnames(yaml, [server])).toBe(yaml.replace(sourceServerId, `${sourceServerId} # db-1`));
});

test('a server is inserted so that the list stays a list', () => {
  expect(insertedServer('a:\n      ', server)).toBe(`- ${sourceServerId} # db-1\n`);
  expect(insertedServer('a:\n      - ', server)).toBe(`${sourceServerId} # db-1\n`);
  expect(insertedServer('a: [', server)).toBe(sourceServerId);
  expect(insertedServer('a: [s-1', server)).toBe(`, ${sourceServerId}`);
});
