import { AwsFault } from '../aws/contract.ts';

/** A request's parameters, nested by the dots in their names. A list is a branch whose names are numbers. */
export interface Tree {
  [name: string]: string | Tree;
}

/** The parameters of a query request as a tree (Smithy: AWS query and AWS EC2 query protocols). */
export function parameterTree(parameters: URLSearchParams): Tree {
  const tree: Tree = {};
  for (const [name, value] of parameters) plant(tree, name, value);
  return tree;
}

/** The items of a branch that is a list, in order; undefined for any other branch. */
export function listItems(tree: Tree): (string | Tree)[] | undefined {
  const names = Object.keys(tree);
  if (!names.every((name) => /^\d{1,6}$/.test(name))) return undefined;
  return names.sort((left, right) => Number(left) - Number(right)).flatMap((name) => tree[name] ?? []);
}

/** `LaunchTemplateData.TagSpecification.1.Tag.1.Key` is about the depth EC2 uses. */
const PARAMETER_DEPTH_MAX = 12;

function plant(tree: Tree, name: string, value: string): void {
  const path = name.split('.');
  const leaf = path.pop();
  if (leaf === undefined || path.length > PARAMETER_DEPTH_MAX) throw malformed(name);
  let branch = tree;
  for (const step of path) {
    const next = Object.hasOwn(branch, step) ? branch[step] : {};
    if (next === undefined || typeof next === 'string' || step === '__proto__') throw malformed(name);
    branch[step] = next;
    branch = next;
  }
  branch[leaf] = value;
}

function malformed(name: string): AwsFault {
  return new AwsFault('MalformedQueryString', 400, `The parameter ${name.slice(0, 100)} cannot be read.`);
}
