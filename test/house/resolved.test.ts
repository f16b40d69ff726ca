import { afterEach, describe, expect, test, vi } from 'vitest';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { printed } from './template.ts';

const STREAM = 'arn:aws:dynamodb:eu-west-1:111122223333:table/drills-restored/stream/2026-01-01T00:00:00.000';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the reader of serverless.yml resolves it like the deployment tool', () => {
  test.each<[which: string, parameters: Record<string, string>]>([
    ['with the defaults', {}],
    ['for callers with tokens', { authorization: 'jwt', jwtIssuer: 'https://issuer.example', jwtAudience: 'drills' }],
    ['with test events', { testEvents: 'accepted' }],
    ['on a restored table', { tableName: 'drills-restored', tableStreamArn: STREAM }],
  ])(
    '%s',
    async (_which, parameters) => {
      vi.stubEnv('AWS_REGION', undefined);
      const read = withDefaults(readServerlessFile(parameters));
      expect(read).toEqual(await printed(parameters));
    },
    60_000,
  );
});

/** An environment consists of texts. */
function textual<One extends { environment?: Record<string, unknown> }>(one: One): One {
  if (one.environment === undefined) return one;
  const entries = Object.entries(one.environment).map(([name, value]) => [
    name,
    typeof value === 'number' ? String(value) : value,
  ]);
  return { ...one, environment: Object.fromEntries(entries) };
}

/** The defaults that the tool adds when it prints. */
function withDefaults({ functions, ...file }: ReturnType<typeof readServerlessFile>) {
  const named = Object.entries(functions).map(([name, one]) => [
    name,
    { events: [], ...textual(one), name: `${file.service}-${file.provider.stage}-${name}` },
  ]);
  const artifactsS3KeyDirname = `serverless/${file.service}/${file.provider.stage}/code-artifacts`;
  return { ...file, functions: Object.fromEntries(named), package: { individually: true, artifactsS3KeyDirname } };
}
