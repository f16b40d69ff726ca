import { useState } from 'react';
import { answerOf, Refusal } from '../api/answers.ts';
import { startDrill } from '../api/client.ts';
import { useAskBeforeLeaving } from '../frame/leaveGuard.tsx';
import { usePlanSchema } from '../plans/usePlanSchema.ts';
import { bodyOf, type Draft, withBody } from './draft.ts';
import type { Editing } from './draftContext.ts';
import { draftFaults } from './draftFaults.ts';
import { type Fault, faultsAfter, requestedPointer, stepOf } from './faults.ts';
import { withValueAt } from './pointers.ts';
import { requestOf, requestText } from './request.ts';

/** A dry run, and what it was about. */
export interface DryRun {
  drillId: string;
  text: string;
}

/** What the wizard knows and does. */
export interface Start {
  draft: Draft;
  /** 0: what is drilled; 1: the terms; 2: the dry run. */
  step: number;
  editing: Editing;
  dryRun: DryRun | null;
  /** The dry run is of the request as it is now. */
  isCurrent: boolean;
  isRequesting: boolean;
  /** Why the dry run was refused, other than by faults of the request. */
  refusal: Error | null;
  change(draft: Draft): void;
  go(step: number): void;
  runAgain(): void;
  waive(check: string, sourceServerId: string | undefined): void;
}

export function useStart(first: Draft, firstDryRun: DryRun | null, nameDryRun: (drillId: string) => void): Start {
  const [step, setStep] = useState(firstDryRun === null ? 0 : 2);
  const { draft, faults, set, change, setFaults } = useFields(first);
  const text = requestText(draft);
  const [firstText] = useState(text);
  const dry = useDryRun(firstDryRun, nameDryRun);
  useAskBeforeLeaving(text !== firstText && dry.run?.text !== text);
  const schema = usePlanSchema();
  const show = (found: readonly Fault[]) => {
    setFaults(found);
    setStep(Math.min(...found.map(stepOf)));
  };
  const request = async () => {
    const found = await dry.request(draft, text);
    if (found === null) setStep(2);
    else if (found.length > 0) show(found);
  };
  const go = (wanted: number) => {
    if (wanted <= step) return setStep(wanted);
    const found = draftFaults(draft, schema).filter((fault) => stepOf(fault) < wanted);
    if (found.length > 0) return show(found);
    if (wanted < 2 || dry.run?.text === text) return setStep(wanted);
    void request();
  };
  const waive = (check: string, sourceServerId: string | undefined) => {
    const { waivers } = bodyOf(draft);
    set('/waivers', [...waivers, { key: crypto.randomUUID(), check, ...(sourceServerId && { sourceServerId }) }]);
    show([{ pointer: `/waivers/${waivers.length}/reason`, message: 'Say why it is waived.' }]);
  };
  return {
    ...{ draft, step, change, go, waive, isRequesting: dry.isRequesting, refusal: dry.refusal },
    ...{ dryRun: dry.run, isCurrent: dry.run?.text === text },
    editing: { body: bodyOf(draft), faults, set },
    runAgain: () => void request(),
  };
}

function useFields(first: Draft) {
  const [draft, setDraft] = useState(first);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const set = (pointer: string, value: unknown) => {
    setDraft((now) => withBody(now, withValueAt(bodyOf(now), pointer, value)));
    setFaults((now) => faultsAfter(now, requestedPointer(pointer)));
  };
  const change = (changed: Draft) => {
    setDraft(changed);
    setFaults([]);
  };
  return { draft, faults, set, change, setFaults };
}

function useDryRun(first: DryRun | null, nameDryRun: (drillId: string) => void) {
  const [run, setRun] = useState(first);
  const [isRequesting, setRequesting] = useState(false);
  const [refusal, setRefusal] = useState<Error | null>(null);
  /** Null: requested. Else the faults of the request; none: it was refused for another reason. */
  const request = async (draft: Draft, text: string): Promise<Fault[] | null> => {
    setRequesting(true);
    setRefusal(null);
    try {
      const key = { idempotencyKey: crypto.randomUUID() };
      const { body } = await answerOf(startDrill(requestOf(draft, true), key));
      setRun({ drillId: body.drillId, text });
      nameDryRun(body.drillId);
      return null;
    } catch (error) {
      const faults = faultsOf(error);
      if (faults.length === 0) setRefusal(error as Error);
      return faults;
    } finally {
      setRequesting(false);
    }
  };
  return { run, isRequesting, refusal, request };
}

function faultsOf(error: unknown): Fault[] {
  if (!(error instanceof Refusal)) return [];
  return (error.problem.errors ?? []).flatMap(({ pointer, message }) =>
    pointer === undefined ? [] : [{ pointer, message }],
  );
}
