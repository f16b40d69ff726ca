import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from './source.ts';
import { generatedTemplate, resourcesOf, textsIn } from './template.ts';

let routes: { kind: string; path: string }[];
beforeAll(async () => {
  const issuer = { authorization: 'jwt', jwtIssuer: 'https://issuer.example', jwtAudience: 'drills' };
  const all = resourcesOf(await generatedTemplate(issuer), 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const [method, path] = String(Properties['RouteKey']).split(' ');
    return { kind: textsIn(Properties['AuthorizationScopes']).join(), path: `${method}${path}` };
  });
  // Unknown routes need no permission.
  routes = all.filter(({ path }) => !/^[A-Z]+\/(\{proxy\+\})?$/.test(path));
}, 120_000);

const RIGHTS = ['Read', 'Start', 'Steer', 'Acknowledge', 'Verdict', 'Note', 'Evidence', 'Lever', 'Plan', 'Schedule'];

describe('the policies for callers in docs/operations.md', () => {
  test.each(RIGHTS)('%s allows only the routes of its kind', (sid) => {
    const meant = routes.filter(({ kind }) => kind === `drs-drill/${sid.toLowerCase()}`).map(({ path }) => path);
    expect(meant.length).toBeGreaterThan(0);
    expect(allowedBy(sid)).toEqual(meant);
  });

  test('a caller with every right but Verdict may give no verdict', () => {
    const all = allowedBy(...RIGHTS.filter((sid) => sid !== 'Verdict'));
    expect(all).toContain('PUT/v1/plans/{name}');
    expect(all).not.toContain('PUT/v1/drills/{drillId}/checks/{name}');
  });

  test('the table of rights has every route with its right', () => {
    const [, table = ''] =
      /^\| route \| right \|\n\|---\|---\|\n([\s\S]*?)^$/m.exec(readText('docs/operations.md')) ?? [];
    const rows = [...table.matchAll(/^\| `(\w+) (\S+)` \| (\w+) \|$/gm)];
    const listed = rows.map(([, method, path, right]) => `${method}${path} drs-drill/${right}`);
    expect(listed.toSorted()).toEqual(routes.map(({ path, kind }) => `${path} ${kind}`).toSorted());
  });

  test('a caller who may steer may not acknowledge a leak, whatever other policies allow', () => {
    const acknowledging = 'POST/v1/drills/{drillId}/leak/acknowledge';
    expect(allowedBy('Acknowledge')).toEqual([acknowledging]);
    expect(allowedBy('Steer')).not.toContain(acknowledging);
    expect(allowedBy('Steer', 'Acknowledge')).not.toContain(acknowledging);
  });
});

/**
 * The routes that a caller with these policies may call; a Deny takes precedence (IAM user guide: policy evaluation).
 */
function allowedBy(...sids: string[]): string[] {
  const own = policies().filter(({ Sid }) => sids.some((sid) => Sid.startsWith(sid)));
  const is = (effect: string, path: string) =>
    own.some(({ Effect, Resource }) => Effect === effect && matches(Resource, path));
  return routes.map(({ path }) => path).filter((path) => is('Allow', path) && !is('Deny', path));
}

function policies(): { Sid: string; Effect: string; Resource: string }[] {
  const blocks = [...readText('docs/operations.md').matchAll(/```json\n(\{ "Sid"[^\n]*\})\n```/g)];
  return blocks.map(([, text = '']) => JSON.parse(text));
}

/** An IAM wildcard matches any characters, including slashes; the stage of an HTTP API is $default. */
function matches(resource: string, path: string): boolean {
  const pattern = (resource.split(':').at(-1) ?? '').replace(/[.$+?()[\]{}|^\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`).test(`API_ID/$default/${path}`);
}
