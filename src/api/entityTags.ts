import { createHash } from 'node:crypto';

/** The entity tag (RFC 9110, section 8.8.3) of a version. */
export function etagOf(version: number | string): string {
  return `"${version}"`;
}

/**
 * The entity tag of an answer: that of its state, with a digest of the body. The body also shows what is no part of the
 * state, for example what events have reported since, or the coming times of a schedule. A list has no state of its
 * own, and only the digest.
 */
export function etagOfAnswer(etag: string | undefined, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex');
  if (etag === undefined) return `"${digest.slice(0, ALONE_CHARACTERS)}"`;
  return `${etag.slice(0, -1)}.${digest.slice(0, DIGEST_CHARACTERS)}"`;
}

/** Only answers with the same state are told apart. */
const DIGEST_CHARACTERS = 16;
/** 128 bits distinguish any two answers. */
const ALONE_CHARACTERS = 32;

/** The entity tag of the state in that of an answer; others stay as they are. */
export function etagOfState(etag: string): string {
  return etag.replace(/^("[^".]+)\.[0-9a-f]{16}"$/, '$1"');
}

/** The form of an entity tag. */
const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** The entity tags of a list, separated by commas; undefined for anything else. */
export function etagsIn(header: string): string[] | undefined {
  const tags = header.match(TAG);
  return tags !== null && /^[\s,]*$/.test(header.replace(TAG, '')) ? tags : undefined;
}

/** Whether If-None-Match names an entity tag, by weak comparison (RFC 9110, 13.1.2). What is no list names none. */
export function namesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return (etagsIn(ifNoneMatch) ?? []).some((one) => one.replace(/^W\//, '') === etag);
}
