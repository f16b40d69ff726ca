import { InvalidArgumentError } from 'commander';
import { usageError } from './commandError.ts';

/** The options of `start` that choose the servers of a single wave by their tags in DRS. */
export interface ChoiceFlags {
  serversByTag?: Record<string, string[]>;
  exclude?: string[];
  sample?: number;
  sampleBy?: string;
}

/** The choice that the options mean; undefined when there is none. */
export function choiceOf({ serversByTag: tags, exclude, sample: count, sampleBy }: ChoiceFlags) {
  if (tags === undefined) {
    if (exclude !== undefined) throw usageError('--exclude needs --servers-by-tag');
    if (count !== undefined) throw usageError('--sample needs --servers-by-tag');
  }
  if (sampleBy !== undefined && count === undefined) throw usageError('--sample-by needs --sample');
  if (tags === undefined) return undefined;
  return {
    tags,
    ...(exclude && { exclude }),
    ...(count !== undefined && { sample: { count, by: sampleBy ?? STALEST } }),
  };
}

const STALEST = 'STALEST';
/** How a sample is taken. */
export const SAMPLED_BY = [STALEST, 'RANDOM'];

/** `--servers-by-tag Tier=app --servers-by-tag Tier=web`: one of the values of each key. */
export function addTagValue(text: string, before: Record<string, string[]> = {}): Record<string, string[]> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError('It must be key=value.');
  return { ...before, [key]: [...(before[key] ?? []), value] };
}
