import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { planSchema } from '../../api/planSchema.ts';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Typing } from '../inputText.ts';
import { memberSaid } from '../memberSaid.ts';
import { meantFaults } from './meantFaults.ts';
import { type ParsedFile, readYaml } from './planFile.ts';

/** Reads a plan and checks it by its JSON Schema. Every fault is reported at once, with its line and column. */
export async function readPlan(file: string, person: Typing): Promise<ParsedFile> {
  const parsed = await readYaml(file, person);
  const faults = faultsOf(parsed);
  if (faults.length === 0) return parsed;
  const count = faults.length === 1 ? 'one thing is' : `${faults.length} things are`;
  throw new CommandError(EXIT.USAGE, `${parsed.name} is not a plan: ${count} wrong`, { details: faults });
}

/** In the order of the file. */
function faultsOf({ name, body, placeOf }: ParsedFile): string[] {
  // The product's own keywords and formats are none of JSON Schema's.
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false, verbose: true });
  const validate = ajv.compile(planSchema());
  if (validate(body)) return [];
  const faults = meantFaults(validate.errors ?? []).filter(({ keyword }) => !SUMMARIES.has(keyword));
  const placed = faults.map((error) => ({ ...placeOf(pointerOf(error)), message: said(error) }));
  placed.sort((one, other) => one.line - other.line || one.col - other.col);
  return [...new Set(placed.map(({ line, col, message }) => `${name}:${line}:${col}: ${message}`))];
}

/** Faults that only say that another one was found. */
const SUMMARIES = new Set(['if', 'propertyNames']);

/** The place of the fault itself: of a member that is not known, the member. */
function pointerOf({ instancePath, keyword, params, propertyName }: ErrorObject): string {
  const member = keyword === 'additionalProperties' ? params['additionalProperty'] : propertyName;
  return member === undefined ? instancePath : `${instancePath}/${escaped(String(member))}`;
}

function said({ instancePath, keyword, params, propertyName, message = 'is not allowed' }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `${params['additionalProperty']} is not known here`;
  const what = propertyName ?? memberSaid(instancePath);
  if (keyword === 'enum') return `${what} must be one of ${[params['allowedValues']].flat().join(', ')}`;
  if (keyword === 'const') return `${what} must be ${params['allowedValue']}`;
  return `${what} ${message}`;
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
