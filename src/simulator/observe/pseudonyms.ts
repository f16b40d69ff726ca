/** Replacements for ids: always the same for the same id, and of the same form and length. */
export interface Pseudonyms {
  of(id: string): string;
  /** Replaces the pseudonyms in a text with the original ids. */
  restored(text: string): string;
}

/** Starts empty. */
export function createPseudonyms(): Pseudonyms {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    of(id) {
      const known = names.get(id);
      if (known !== undefined) return known;
      const { prefix, length } = formOf(id);
      const number = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, number);
      const name = `${prefix}-${String(number).padStart(length, '0')}`;
      names.set(id, name);
      ids.set(name, id);
      return name;
    },
    restored: (text) => text.replace(NAME, (name) => ids.get(name) ?? name),
  };
}

/** Whether a text has the form of an id. A word such as `network-interface` has no digit. */
export function isId(text: string): boolean {
  return ID.test(text) && /\d/.test(text);
}

/**
 * `s-…`, `drsjob-…`, `i-…`, `eni-attach-…`: the ids of DRS and EC2. Other texts may reveal something and are not kept.
 */
const ID = /^([a-z]{1,9}(?:-attach)?)-([0-9a-zA-Z]{8,32})$/;
const NAME = /\b[a-z]{1,9}(?:-attach)?-0[0-9]{3,31}\b/g;

function formOf(id: string): { prefix: string; length: number } {
  const [, prefix = 'unformed', rest = '0000'] = ID.exec(id) ?? [];
  return { prefix, length: rest.length };
}
