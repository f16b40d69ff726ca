import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesBelow, readText } from './source.ts';

/** The parts of a CloudFormation template that the tests read. */
export interface Template {
  Parameters: Record<string, { Type: string; Default?: string; AllowedValues?: string[]; AllowedPattern?: string }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
}

export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  Properties: Properties;
}

export type Properties = Record<string, unknown>;

/** An Allow statement and its resource. */
export interface Statement {
  at: string;
  Action: string[];
  Resource: unknown[];
  Condition: unknown;
}

const DESCRIBED = ['serverless.yml', 'package.json'];
const PROJECT = join(import.meta.dirname, '..', '..');
const TOOL = join(PROJECT, 'node_modules', 'serverless', 'bin', 'serverless.js');

/**
 * The template that the deployment tool generates, without bundles, which only affect names. Cached between runs until
 * serverless.yml or its files change.
 */
export async function generatedTemplate(parameters: Record<string, string> = {}): Promise<Template> {
  const about = JSON.stringify([...DESCRIBED.map(readText), ...filesBelow('infra').map(readText), parameters]);
  const name = `drs-drill-template-${createHash('sha256').update(about).digest('hex').slice(0, 16)}.json`;
  const kept = join(tmpdir(), name);
  if (!existsSync(kept)) await generate(parameters, kept);
  return JSON.parse(await readFile(kept, 'utf8'));
}

async function generate(parameters: Record<string, string>, kept: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-template-'));
  const { plugins: _bundler, ...file } = await printed(parameters);
  await writeFile(join(folder, 'code.zip'), EMPTY_ZIP);
  await writeFile(join(folder, 'serverless.json'), JSON.stringify({ ...file, package: { artifact: 'code.zip' } }));
  await mkdir(join(folder, 'out'));
  await run(folder, ['package', '--package', join(folder, 'out')]);
  await rename(join(folder, 'out', 'cloudformation-template-update-stack.json'), kept);
}

/** serverless.yml as the deployment tool resolves it. */
export async function printed(parameters: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const given = Object.entries(parameters).map(([name, value]) => `--param=${name}=${value}`);
  return JSON.parse(await run(PROJECT, ['print', '--format', 'json', ...given]));
}

/** The end record of a zip file without entries. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

/** Runs the tool without AWS variables, as on a machine without an account. */
async function run(cwd: string, given: string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const options = { cwd, env, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, [TOOL, ...given], options);
  return stdout;
}

/** The resources of some types with their names. */
export function resourcesOf(template: Template, ...types: string[]): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => types.includes(Type));
}

/** All Allow statements of the template: of roles, managed policies and resource policies. */
export function allowed(template: Template): Statement[] {
  return Object.entries(template.Resources).flatMap(([name, { Type, Properties }]) =>
    documentsOf(Type, Properties).flatMap((document) => statementsOf(name, document)),
  );
}

/** The statements of a function's role, including its managed policies. */
export function allowedTo(template: Template, functionName: string): Statement[] {
  const role = roleOf(template, functionName);
  const attached = textsIn(template.Resources[role]?.Properties['ManagedPolicyArns']);
  return allowed(template).filter(({ at }) => at === role || attached.includes(at));
}

/** The name of a function's role in the template. */
export function roleOf(template: Template, functionName: string): string {
  const [, found] =
    resourcesOf(template, 'AWS::Lambda::Function').find(([name]) => name === lambdaOf(functionName)) ?? [];
  const [role] = textsIn(found?.Properties['Role']);
  if (role === undefined) throw new Error(`${functionName} has no role`);
  return role;
}

/** The framework's resource name for a function of serverless.yml. */
export function lambdaOf(functionName: string): string {
  return `${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}LambdaFunction`;
}

/** Every string within a value, in order: names in a Ref or a GetAtt, parts of an ARN. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The value at a path; undefined if there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((holder, step) => (Object(holder) as Record<string | number, unknown>)[step], value);
}

/** A value as a list, with both branches of every Fn::If. */
export function listed(value: unknown): unknown[] {
  if (value === undefined || at(value, 'Ref') === 'AWS::NoValue') return [];
  if (Array.isArray(value)) return value.flatMap(listed);
  const choice = at(value, 'Fn::If');
  return Array.isArray(choice) ? choice.slice(1).flatMap(listed) : [value];
}

function documentsOf(type: string, properties: Properties): unknown[] {
  if (type === 'AWS::IAM::Role') return listed(properties['Policies']).map((policy) => at(policy, 'PolicyDocument'));
  if (type === 'AWS::Events::EventBusPolicy') return [{ Statement: properties['Statement'] }];
  return listed(properties['PolicyDocument'] ?? properties['KeyPolicy']);
}

function statementsOf(name: string, document: unknown): Statement[] {
  return listed(at(document, 'Statement'))
    .filter((statement) => at(statement, 'Effect') === 'Allow')
    .map((statement) => ({
      at: name,
      Action: listed(at(statement, 'Action')).map(String),
      Resource: listed(at(statement, 'Resource')),
      Condition: at(statement, 'Condition'),
    }));
}
