import { AwsFault, type Caller } from '../contract.ts';
import { type Input, optionalTexts, tagMap, text } from '../requestFields.ts';
import { type Site, siteOf, type World } from '../state.ts';
import { isListed } from './recoveryInstances.ts';
import { refuseField, refuseNotFound } from './validation.ts';

const TAGS_MAX = 50;

/** DRS API reference, TagResource. */
export function tagResource(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const tags = tagsOf(world, input, caller);
  const added = tagMap(input, 'tags', refuseField);
  const count = new Set([...Object.keys(tags), ...Object.keys(added)]).size;
  if (count > TAGS_MAX) refuseField('tags', `must leave at most ${TAGS_MAX} tags on the resource`);
  Object.assign(tags, added);
  return {};
}

/** DRS API reference, UntagResource. */
export function untagResource(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const tags = tagsOf(world, input, caller);
  const keys = optionalTexts(input, 'tagKeys', refuseField, { longest: 256 });
  if (keys === undefined) return refuseField('tagKeys', 'must not be null');
  for (const key of keys) delete tags[key];
  return {};
}

/** DRS API reference, ListTagsForResource. */
export function listTagsForResource(world: World, input: Input, caller: Caller): Record<string, unknown> {
  return { tags: { ...tagsOf(world, input, caller) } };
}

function tagsOf(world: World, input: Input, caller: Caller): Record<string, string> {
  const arn = text(input, 'resourceArn', refuseField, { longest: 2048, pattern: /^arn:[\w-]+:drs:.*$/ });
  const [, , , region, accountId, resource] = arn.split(':');
  if (accountId !== caller.accountId || region !== caller.region)
    throw new AwsFault('AccessDeniedException', 403, `Not authorized on ${arn}`, { members: { code: '403' } });
  const [kind, id] = (resource ?? '').split('/');
  return findTags(world, siteOf(world, caller), kind ?? '', id ?? '') ?? refuseNotFound(kind ?? 'Resource', id ?? arn);
}

function findTags(world: World, site: Site, kind: string, id: string): Record<string, string> | undefined {
  if (kind === 'source-server') return site.servers[id]?.tags;
  if (kind === 'job') return site.jobs[id]?.tags;
  if (kind !== 'recovery-instance') return undefined;
  const entry = site.recoveryInstances[id];
  return entry !== undefined && isListed(entry, world.state.now) ? entry.tags : undefined;
}
