import { createRequire } from 'node:module';
import { openapiDocument } from '../../../src/api/openapi/openapi.ts';

/** A response of a handler. */
export interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A response in the document: `code` is undefined for a success. */
export interface Documented {
  endpoint: string;
  status: number;
  code: string | undefined;
}

/** Every response in the document, problem codes one by one. */
export function allDocumented(): Documented[] {
  return [...operations().values()].flatMap(({ endpoint, responses }) =>
    Object.entries(responses).flatMap(([status, { 'x-codes': codes = [undefined] }]) =>
      codes.map((code) => ({ endpoint, status: Number(status), code })),
    ),
  );
}

/** Throws what an operator should know when a handler's response is not in the document. */
export function insistDocumented(endpoint: string, { statusCode, headers, body }: Answer): void {
  if (endpoint === OF_NO_PATH) return;
  const operation = operations().get(endpoint);
  if (operation === undefined) throw new Error(`${endpoint} answers, and is not in the document`);
  const response = operation.responses[statusCode];
  const where = `${endpoint} ${statusCode}`;
  if (response === undefined) throw new Error(`${where} is not documented: ${body.slice(0, 500)}`);
  const reported = Object.keys(headers).filter((name) => !ALWAYS.includes(name));
  const documented = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  if (reported.sort().join() !== documented.sort().join())
    throw new Error(`${where} has the headers ${reported.join()}`);
  if (statusCode === 304) return insistEmpty(where, body);
  const type = /^[^;]*/.exec(headers['content-type'] ?? '')?.[0] ?? '';
  if (response.content[type] === undefined) throw new Error(`${where} is of the type ${type}`);
  const answered: unknown = type.endsWith('json') ? JSON.parse(body) : body;
  const code = codeOf(answered);
  if (response['x-codes'] !== undefined && !response['x-codes'].includes(code ?? '')) {
    throw new Error(`${where} ${code} is not documented: ${body.slice(0, 500)}`);
  }
  const pointer = ['paths', operation.path, operation.method, 'responses', String(statusCode), 'content', type];
  const faults = faultsOf(pointer, answered);
  if (faults !== undefined) throw new Error(`${where} is not as documented: ${faults}`);
}

function insistEmpty(where: string, body: string): void {
  if (body !== '') throw new Error(`${where} has a body`);
}

/** It answers for all paths that are not in the document. */
const OF_NO_PATH = 'unknownRoute';

const ALWAYS = ['content-type', 'cache-control', 'content-security-policy', 'x-content-type-options'];

interface Response {
  headers?: object;
  content: Record<string, object>;
  'x-codes'?: string[];
}

interface Operation {
  endpoint: string;
  path: string;
  method: string;
  responses: Record<string, Response>;
}

const kept: { document?: object; operations?: Map<string, Operation>; schemas?: Schemas } = {};

function document(): ReturnType<typeof openapiDocument> {
  kept.document ??= openapiDocument({ holdSecondsMax: 86_400 });
  return kept.document as ReturnType<typeof openapiDocument>;
}

function operations(): Map<string, Operation> {
  kept.operations ??= new Map(
    Object.entries(document().paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods as object).map(([method, { operationId, responses }]) => [
        operationId,
        { endpoint: operationId, path, method, responses },
      ]),
    ),
  );
  return kept.operations;
}

/** The part of a JSON schema validator that is used here. */
interface Schemas {
  addSchema(schema: object, key: string): void;
  getSchema(reference: string): ((value: unknown) => boolean) & { errors?: object[] };
}

/** The faults of a value by the document's own JSON schema (draft 2020-12), by the validator of the linter. */
function faultsOf(path: string[], value: unknown): string | undefined {
  kept.schemas ??= validator();
  const pointer = path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent);
  const validate = kept.schemas.getSchema(`openapi#/${pointer.join('/')}/schema`);
  return validate(value) ? undefined : JSON.stringify(validate.errors);
}

function validator(): Schemas {
  const here = createRequire(import.meta.url);
  const { Ajv2020 } = createRequire(here.resolve('@redocly/openapi-core'))('@redocly/ajv/dist/2020.js');
  const schemas: Schemas = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  schemas.addSchema(closed(document()) as object, 'openapi');
  return schemas;
}

/** The document says that callers must expect more members. Here the document must have every member of a response. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, closed(member)]));
  const names = Object.keys(Object(inner['properties']));
  const isOpen = inner['type'] === 'object' && names.length > 0 && !('additionalProperties' in inner);
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}

function codeOf(answered: unknown): string | undefined {
  const { code } = Object(answered) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
