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
  // Nobody needs a right to what is not there.
  routes = all.filter(({ path }) => !/^[A-Z]+\/(\{proxy\+\})?$/.test(path));
}, 120_000);

describe('the policies for callers in docs/operations.md', () => {
  test.each(['Read', 'Start', 'Steer', 'Acknowledge', 'Lever'])(
    '%s allows the routes of its kind and no other',
    (sid) => {
      const meant = routes.filter(({ kind }) => kind === `drs-drill/${sid.toLowerCase()}`).map(({ path }) => path);
      expect(meant.length).toBeGreaterThan(0);
      expect(allowedBy(sid)).toEqual(meant);
    },
  );

  test('who steers does not acknowledge a leak, whatever else allows it', () => {
    const acknowledging = 'POST/v1/drills/{drillId}/leak/acknowledge';
    expect(allowedBy('Acknowledge')).toEqual([acknowledging]);
    expect(allowedBy('Steer')).not.toContain(acknowledging);
    expect(allowedBy('Steer', 'Acknowledge')).not.toContain(acknowledging);
  });
});

/** The routes that somebody may call who has these policies, with what belongs to them: a Deny wins (IAM user guide: policy evaluation). */
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

/** IAM's wildcard matches any characters, slashes included; the stage of an HTTP API is $default. */
function matches(resource: string, path: string): boolean {
  const pattern = (resource.split(':').at(-1) ?? '').replace(/[.$+?()[\]{}|^\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`).test(`API_ID/$default/${path}`);
}
