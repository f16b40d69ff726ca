import Wizard, { type WizardProps } from '@cloudscape-design/components/wizard';
import { useLocation } from 'wouter';
import type { Draft } from './draft.ts';
import { EditingContext } from './draftContext.ts';
import { DryRunStep } from './dryRun/dryRunStep.tsx';
import { StartActions } from './startActions.tsx';
import { stepFaults } from './stepFaults.tsx';
import { TermsStep } from './terms/termsStep.tsx';
import { type DryRun, type Start, useStart } from './useStart.ts';
import { WhatStep } from './what/whatStep.tsx';

interface StartWizardProps {
  first: Draft;
  /** The dry run that this draft was made from; null: none yet. */
  firstDryRun: DryRun | null;
  nameDryRun(dryRunId: string): void;
}

/** What is drilled, the terms, the dry run, and one confirmation. Going back keeps what was entered. */
export function StartWizard({ first, firstDryRun, nameDryRun }: StartWizardProps) {
  const start = useStart(first, firstDryRun, nameDryRun);
  const [, navigate] = useLocation();
  return (
    <EditingContext value={start.editing}>
      <Wizard
        activeStepIndex={start.step}
        onNavigate={({ detail }) => start.go(detail.requestedStepIndex)}
        onCancel={() => navigate('/drills')}
        isLoadingNextStep={start.isRequesting}
        i18nStrings={WORDS}
        {...(start.step === DRY_RUN && { customPrimaryActions: <StartActions start={start} /> })}
        steps={stepsOf(start)}
      />
    </EditingContext>
  );
}

const DRY_RUN = 2;

function stepsOf(start: Start): WizardProps.Step[] {
  const { draft, dryRun, isCurrent, isRequesting, runAgain, waive } = start;
  return [
    {
      title: 'Choose what is drilled',
      errorText: stepFaults(start, 0),
      content: <WhatStep draft={draft} change={start.change} />,
    },
    { title: 'Set the terms', errorText: stepFaults(start, 1), content: <TermsStep draft={draft} /> },
    {
      title: 'Dry run',
      description:
        'It checks everything and forecasts what a drill would take. It launches nothing and changes nothing.',
      content: dryRun !== null && (
        <DryRunStep dryRunId={dryRun.drillId} {...{ isCurrent, isRequesting, runAgain, waive }} />
      ),
    },
  ];
}

const WORDS: WizardProps.I18nStrings = {
  stepNumberLabel: (number) => `Step ${number}`,
  collapsedStepsLabel: (number, count) => `Step ${number} of ${count}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Back to the drills',
  previousButton: 'Previous',
  nextButton: 'Next',
  nextButtonLoadingAnnouncement: 'The dry run is being requested',
  optional: 'optional',
};
