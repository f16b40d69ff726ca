import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from '../lambda/serverlessFile.ts';

/** infra/region.yml, CloudFormation's short forms written out. */
export interface RegionTemplate {
  Conditions: Record<string, unknown>;
  Resources: Record<string, { Type: string; Condition?: string; Properties: Record<string, unknown> }>;
}

export function regionTemplate(): RegionTemplate {
  const customTags = SHORT_FORMS.flatMap(([tag, name]) => [
    { tag, resolve: (text: string) => ({ [name]: text }) },
    { tag, collection: 'seq' as const, resolve: (list: { toJSON(): unknown }) => ({ [name]: list.toJSON() }) },
  ]);
  return parse(readFileSync(join(PROJECT, 'infra', 'region.yml'), 'utf8'), { customTags });
}

const SHORT_FORMS: readonly [tag: string, name: string][] = [
  ['!Ref', 'Ref'],
  ['!Sub', 'Fn::Sub'],
  ['!GetAtt', 'Fn::GetAtt'],
  ['!If', 'Fn::If'],
  ['!Not', 'Fn::Not'],
  ['!Equals', 'Fn::Equals'],
];
