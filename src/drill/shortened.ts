/**
 * Shortens a text to at most so many bytes of UTF-8. AWS errors begin with a preamble that says little, and name their
 * subject at the end. So the preamble goes first, and an id is kept even when the words before it are cut.
 */
export function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const said = withoutPreamble(text);
  if (Buffer.byteLength(said) <= bytes) return said;
  const plain = cut(said, bytes - ELLIPSIS_BYTES);
  const id = firstId(said.slice(Math.max(plain.length - ID_CHARACTERS_MAX, 0)));
  if (id === undefined || plain.includes(id)) return `${plain}…`;
  return `${cut(said, bytes - ELLIPSIS_BYTES - 1 - id.length)}… ${id}`;
}

/** As botocore and DRS's job logs write it. The error's code and the operation are kept. */
function withoutPreamble(text: string): string {
  return text.replace(/An error occurred \(([\w.]+)\) when calling the (\w+) operation: /, '$1 ($2): ');
}

/** Ids of EC2 and DRS, and of a key by its ARN. An account or a principal does not say what is wrong. */
function firstId(text: string): string | undefined {
  const found =
    /\b(?:key\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})|[a-z]{1,12}-[0-9a-f]{8,17})\b/.exec(text);
  return found?.[1] ?? found?.[0];
}

const ID_CHARACTERS_MAX = 40;
const ELLIPSIS_BYTES = 3;

function cut(text: string, bytes: number): string {
  let kept = text.slice(0, bytes);
  while (Buffer.byteLength(kept) > bytes) kept = kept.slice(0, -1);
  // Half of a surrogate pair is no character.
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
}
