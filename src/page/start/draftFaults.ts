import type { Schema } from '@cfworker/json-schema';
import { bodyOf, type Draft } from './draft.ts';
import { type Fault, isWithin } from './faults.ts';
import { jsonOf, requestOf } from './request.ts';
import { schemaFaults } from './schemaFaults.ts';
import { wavesFault } from './waves.ts';

/** What is wrong with a draft, as far as this page can know; the API judges again. */
export function draftFaults(draft: Draft, schema: Schema | undefined): Fault[] {
  const own = [...chosenFaults(draft), ...textFaults(draft)];
  if (schema === undefined) return own;
  const judged = schemaFaults(draft.source === 'PLAN' ? replacedSchema(schema) : schema, membersOf(draft));
  return [...own, ...judged.filter(({ pointer }) => !own.some((fault) => isWithin(pointer, fault.pointer)))];
}

function chosenFaults(draft: Draft): Fault[] {
  if (draft.source === 'PLAN') return draft.plan ? [] : [{ pointer: '/plan', message: 'Choose a plan.' }];
  const fault = wavesFault(draft.byHand);
  return fault === undefined ? [] : [{ pointer: '/waves', message: fault }];
}

function textFaults(draft: Draft): Fault[] {
  return bodyOf(draft).checks.flatMap(({ text }, index) => {
    const value = text === undefined ? {} : jsonOf(text);
    const isMembers = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isMembers
      ? []
      : [{ pointer: `/checks/${index}`, message: 'Is not a JSON object: write { "member": "value" }.' }];
  });
}

/** A start from a plan has only members that replace those of the plan. */
function replacedSchema({ required: _, ...schema }: Schema): Schema {
  return { ...schema, required: [] };
}

function membersOf(draft: Draft): Record<string, unknown> {
  const { plan: _, planVersion: __, ...members } = requestOf(draft, false) as Record<string, unknown>;
  return members;
}
