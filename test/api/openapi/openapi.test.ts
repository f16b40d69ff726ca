import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDrillRequest } from '../../../src/api/drillRequest.ts';
import { openapiDocument } from '../../../src/api/openapi/openapi.ts';
import { operationsOf } from '../../../src/api/openapi/operations.ts';
import { isPlanStart, readPlanStart } from '../../../src/api/planStart.ts';
import { PROBLEM_CODES } from '../../../src/api/problemCodes.ts';
import { readServerlessFile } from '../../../src/simulator/lambda/serverlessFile.ts';
import { generatedTemplate, resourcesOf, textsIn } from '../../house/template.ts';

const SETTINGS = { holdSecondsMax: 86_400 };
const operations = operationsOf(SETTINGS);

/** Their names are clear. */
const PLAIN = new Set(['sourceServerId', 'drillId', 'by', 'drills']);

describe('the OpenAPI document', () => {
  test('passes the recommended rules of a public linter without errors or warnings', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    expect(await lint(openapiDocument(SETTINGS), config)).toEqual([]);
  });

  test('is really checked: the linter finds an error', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const { paths, ...document } = openapiDocument(SETTINGS);
    const damaged = { ...document, paths: { ...paths, '/v1/drills/{lost}': { get: { responses: {} } } } };
    expect((await lint(damaged, config)).length).toBeGreaterThan(1);
  });

  test('has the deployment’s own maximum for the hold', () => {
    const most = (holdSecondsMax: number) => JSON.stringify(openapiDocument({ holdSecondsMax })).includes('7201');
    expect([most(7201), most(7200)]).toEqual([true, false]);
  });

  test.each(['startDrill', 'putPlan'])('has examples of valid bodies of %s', (operation) => {
    const sites: [{ accountId: string; region: string }] = [{ accountId: '111122223333', region: 'eu-west-1' }];
    const { examples = {} } = operations.find(({ operationId }) => operationId === operation)?.body ?? {};
    expect(Object.keys(examples).length).toBeGreaterThan(0);
    for (const { value } of Object.values(examples)) {
      if (isPlanStart(value)) readPlanStart(value, { sites, ...SETTINGS });
      else readDrillRequest(value, { sites, ...SETTINGS });
    }
  });

  test('takes the same body for a drill as for a plan', () => {
    const { paths } = openapiDocument(SETTINGS);
    const drill = bodyIn(paths?.['/v1/drills']?.post?.requestBody) as { anyOf?: unknown[] };
    expect(drill.anyOf?.[0]).toEqual(bodyIn(paths?.['/v1/plans/{name}']?.put?.requestBody));
  });

  test('does not document the largest safe integer as a limit', () => {
    const document = JSON.stringify(openapiDocument(SETTINGS));
    expect(document.match(/"(minimum|maximum)":-?9007199254740991/g) ?? []).toEqual([]);
  });

  test('describes each member of the history, unless its name or its type does', () => {
    const { schemas = {} } = openapiDocument(SETTINGS).components ?? {};
    const silent = ['Trial', 'Finding', 'Server', 'Statistic', 'Regression'].flatMap((name) => {
      const { properties = {} } = schemas[name] as {
        properties?: Record<string, { description?: string; $ref?: string }>;
      };
      return Object.entries(properties).flatMap(([member, { description, $ref }]) =>
        description === undefined && $ref === undefined && !PLAIN.has(member) ? [`${name}.${member}`] : [],
      );
    });
    expect(silent).toEqual([]);
  });

  test('has every problem code and no other', () => {
    const used = new Set(operations.flatMap(({ problems }) => problems));
    expect([...used].sort()).toEqual(Object.keys(PROBLEM_CODES).sort());
  });
});

describe('the document matches serverless.yml', () => {
  let endpoints: string[];
  let routes: string[];
  let unknown: string[];
  beforeAll(async () => {
    const { functions } = readServerlessFile();
    endpoints = Object.entries(functions).flatMap(([name, { events }]) =>
      routesIn(events)
        .filter(({ path }) => !isForUnknown(path))
        .map(({ method, path }) => `${name}: ${method} ${path}`),
    );
    const issuer = { authorization: 'jwt', jwtIssuer: 'https://issuer.example', jwtAudience: 'drills' };
    routes = resourcesOf(await generatedTemplate(issuer), 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => `${Properties['RouteKey']} for ${textsIn(Properties['AuthorizationScopes']).join()}`,
    );
    unknown = routes.filter((route) => isForUnknown(route));
    routes = routes.filter((route) => !isForUnknown(route));
  }, 120_000);

  test('operations and functions match in method and path', () => {
    const all = operations.map(({ operationId, method, path }) => `${operationId}: ${method.toUpperCase()} ${path}`);
    expect(all.sort()).toEqual(endpoints.sort());
  });

  test('an operation has the scope of its route', () => {
    const all = operations.map(({ method, path, scope }) => `${method.toUpperCase()} ${path} for drs-drill/${scope}`);
    expect(all.sort()).toEqual(routes.sort());
  });

  test('every other path and method needs the read scope; API Gateway handles preflight requests', () => {
    const methods = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];
    const greedy = methods.map((method) => `${method} /{proxy+} for drs-drill/read`);
    expect(unknown.sort()).toEqual(['GET / for drs-drill/read', ...greedy].sort());
  });
});

/** The routes of the function for unknown paths. */
function isForUnknown(path: string): boolean {
  return /^(\w+ )?\/(\{proxy\+\})?( |$)/.test(path);
}

type Config = Awaited<ReturnType<typeof createConfig>>;

async function lint(document: object, config: Config): Promise<string[]> {
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${message} ${location[0]?.pointer}`,
  );
}

function routesIn(events: unknown): { method: string; path: string }[] {
  const all = Array.isArray(events) ? events : [];
  return all.flatMap(({ httpApi }) => (httpApi === undefined ? [] : [httpApi]));
}

test('requests are closed, so that a mistyped member is refused; responses are open, so that they may gain members', () => {
  const { paths, components } = openapiDocument(SETTINGS);
  const answers = Object.values(paths ?? {}).flatMap(Object.values);
  const answered = JSON.stringify([components?.schemas, answers.map(({ responses }) => responses)]);
  expect(answered).not.toContain('"additionalProperties":false');
  expect(JSON.stringify(paths?.['/v1/drills']?.post?.requestBody)).toContain('"additionalProperties":false');
});

test('every member of a drill request has its meaning, default, limits and whether it is required; docs/api.md says the same', () => {
  const { properties, required } = bodyIn(
    openapiDocument(SETTINGS).paths?.['/v1/plans/{name}']?.put?.requestBody,
  ) as Requested;
  expect(Object.entries(properties).flatMap(([name, { description }]) => (description ? [] : [name]))).toEqual([]);
  const rows = readFileSync('docs/api.md', 'utf8').match(/^\| `\w+`.*\|$/gm) ?? [];
  const row = (name: string) => rows.find((one) => one.slice(0, 60).includes(`\`${name}\``)) ?? '';
  for (const [name, { default: byDefault, minimum, maximum, maxItems }] of Object.entries(properties)) {
    if (required.includes(name)) expect(row(name), name).toContain('| **required** |');
    if (typeof byDefault === 'number' || typeof byDefault === 'string')
      expect(row(name)).toMatch(new RegExp(`\\| \`?${byDefault}\`? \\|`));
    if (minimum !== undefined) expect(row(name)).toContain(`${minimum} to`);
    for (const most of [maximum, maxItems])
      if (most !== undefined) expect(row(name)).toContain(most.toLocaleString('en-US'));
  }
});

interface Requested {
  properties: Record<
    string,
    { description?: string; default?: unknown; minimum?: number; maximum?: number; maxItems?: number }
  >;
  required: string[];
}

/** The schema of a body of JSON. */
function bodyIn(requestBody: unknown): unknown {
  return (requestBody as { content: Record<string, { schema: unknown }> }).content['application/json']?.schema;
}
