/** The sources of variables in serverless.yml. */
export interface Sources {
  /** serverless.yml itself, unresolved. */
  root: unknown;
  /** Another file, by its path within the project. */
  read(path: string): unknown;
  /** The values of `--param`, which override the defaults of `params`. */
  parameters: Record<string, string>;
}

/**
 * A value with its variables replaced, as the framework does it (Serverless Framework guide, variables).
 * CloudFormation's own `${AWS::Region}` and `${Table}` stay, because they name no source of the framework.
 */
export function resolveVariables(sources: Sources, value: unknown): unknown {
  if (typeof value === 'string') return resolveText(sources, value);
  if (Array.isArray(value)) return value.map((each) => resolveVariables(sources, each));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, resolveVariables(sources, member)]);
  return Object.fromEntries(members);
}

/** A variable without a nested one. */
const VARIABLE = /\$\{((?:file|self|param|sls|opt|env)\b[^${}]*)\}/;

/** A text that consists of one variable becomes its value, whatever the type. */
function resolveText(sources: Sources, text: string): unknown {
  const [variable, choices = ''] = VARIABLE.exec(text) ?? [];
  if (variable === undefined) return text;
  const value = choices
    .split(',')
    .reduce<unknown>((found, choice) => found ?? sourceValue(sources, choice.trim()), undefined);
  if (value === undefined) throw new Error(`serverless.yml has no value for ${variable}`);
  if (variable === text) return value;
  if (typeof value === 'object')
    throw new Error(`serverless.yml uses ${variable} within a text, but its value is not a text`);
  return resolveText(
    sources,
    text.replace(variable, () => String(value)),
  );
}

function sourceValue(sources: Sources, choice: string): unknown {
  if (/^['"]/.test(choice)) return choice.slice(1, -1);
  const [, kind, path = '', address = ''] = /^(\w+)(?:\((.*)\))?:?(.*)$/.exec(choice) ?? [];
  if (kind === 'file') return partOf(sources, sources.read(path), address);
  if (kind === 'self') return partOf(sources, sources.root, address);
  if (kind === 'param')
    return sources.parameters[address] ?? partOf(sources, sources.root, `params.default.${address}`);
  if (kind === 'env') return process.env[address];
  // No options are given here, so the stage is the default one.
  return kind === 'sls' ? partOf(sources, sources.root, 'provider.stage') : undefined;
}

function partOf(sources: Sources, file: unknown, address: string): unknown {
  const names = address.split('.').filter((name) => name !== '');
  const found = names.reduce<unknown>((holder, name) => {
    const members = typeof holder === 'string' ? resolveText(sources, holder) : holder;
    return (members as Record<string, unknown> | undefined)?.[name];
  }, file);
  return resolveVariables(sources, found);
}
