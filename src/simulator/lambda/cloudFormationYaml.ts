import { parse } from 'yaml';

/**
 * Reads YAML as CloudFormation does: short forms become long ones, such as `!Ref Table` to `{ Ref: 'Table' }`, and
 * `<<` merges.
 */
export function readYaml(text: string): unknown {
  return parse(text, { merge: true, customTags: TAGS });
}

/**
 * CloudFormation user guide, intrinsic functions: the short forms. Only `Ref` and `Condition` have no `Fn::` prefix.
 */
const SHORT_FORMS: readonly [tag: string, name: string][] = [
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...['Sub', 'GetAtt', 'If', 'Not', 'Equals', 'And', 'Split', 'Join'].map((name): [string, string] => [
    `!${name}`,
    `Fn::${name}`,
  ]),
];

const TAGS = SHORT_FORMS.flatMap(([tag, name]) => [
  { tag, resolve: (text: string) => ({ [name]: name === 'Fn::GetAtt' ? attribute(text) : text }) },
  { tag, collection: 'seq' as const, resolve: (list: { toJSON(): unknown }) => ({ [name]: list.toJSON() }) },
]);

/** `Table.StreamArn` in the long form: the resource and its attribute. */
function attribute(text: string): string[] {
  const [resource = '', ...rest] = text.split('.');
  return [resource, rest.join('.')];
}
