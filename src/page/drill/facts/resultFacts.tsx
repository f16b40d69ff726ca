import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { Drill } from '../../api/client.ts';
import { DrillsOfPlan } from '../../shown/links/drillsOfPlan.tsx';
import { InnerLink } from '../../shown/links/innerLink.tsx';
import { PlanLink } from '../../shown/links/planLink.tsx';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { CleanupStatus, OutcomeStatus } from '../../shown/statuses.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { useNarrow } from '../../shown/useNarrow.ts';
import { evidenceText } from '../../words/evidenceText.ts';
import { costText, quantityTexts, type Room, roomOf, totalText } from '../../words/forecastWords.ts';
import { objectivesText } from '../../words/termTexts.ts';
import { TermsFacts } from './termsFacts.tsx';
import { unknownText } from './unknownText.ts';

/**
 * What a drill has shown, what it used, who requested it, and on which terms. Closed at first while the drill runs,
 * because its servers matter more then, and where the address names a tab, which then has to be in sight.
 */
export function ResultFacts({ drill }: { drill: Drill }) {
  const { tab } = useParams<{ tab?: string }>();
  const isOpen = !useNarrow() && tab === undefined && drill.phase === 'ENDED';
  return (
    <ExpandableSection variant="container" headerText="Result and request" defaultExpanded={isOpen}>
      <div className="facts">
        <Facts
          columns={4}
          minColumnWidth={180}
          ariaLabel="Result and request"
          items={[...resultOf(drill), ...useOf(drill), ...requestOf(drill)]}
        />
        <div className="terms">
          <TermsFacts drill={drill} />
        </div>
      </div>
    </ExpandableSection>
  );
}

function resultOf(drill: Drill) {
  const { outcome, why, cleanup, evidenceLevel, world } = drill;
  const nothing = unknownText('nothing answered', drill);
  return [
    {
      label: 'Outcome',
      value: <Said by={<OutcomeStatus outcome={outcome} />} minor={why} />,
    },
    { label: 'Cleanup', value: <CleanupStatus cleanup={cleanup} /> },
    { label: 'Objectives', value: <Objectives drill={drill} /> },
    { label: 'Evidence level of every server', value: evidenceText(evidenceLevel) },
    { label: 'World', value: world === 'SIMULATED' ? 'SIMULATED: a simulated AWS' : (world ?? nothing) },
  ];
}

function Said({ by, minor }: { by: ReactNode; minor: string | null }) {
  return (
    <>
      {by}
      {minor !== null && (
        <div className="minor">
          <PlainText text={minor} />
        </div>
      )}
    </>
  );
}

function Objectives({ drill }: { drill: Drill }) {
  const { objectives, terms } = drill;
  const minor = [objectivesText(terms.objectives), objectives?.why ?? null].filter((text) => text !== null).join('. ');
  const isNone = objectivesText(terms.objectives) === null;
  const verdict = objectives?.verdict ?? (isNone ? 'none set' : unknownText('not judged', drill));
  return <Said by={verdict} minor={minor === '' ? null : minor} />;
}

function useOf(drill: Drill) {
  const { forecast, quantities, cost, terms } = drill;
  const will = terms.dryRun === true ? 'Would use' : 'Has used';
  return [
    ...(forecast === null
      ? []
      : [
          { label: 'Would take', value: totalText(forecast.total) },
          { label: 'Room', value: <Lines texts={roomOf(forecast.headroom).map(roomText)} /> },
        ]),
    {
      label: will,
      value: quantities === null ? unknownText('not counted', drill) : <Lines texts={quantityTexts(quantities)} />,
    },
    {
      label: terms.dryRun === true ? 'Would cost' : 'Has cost',
      value: cost === null ? unknownText('not known', drill) : <Priced cost={cost} />,
    },
  ];
}

function roomText({ what, needed, left }: Room): string {
  return `${what}: needs ${needed ?? 'not known'}, ${left ?? 'not known'} left`;
}

function Priced({ cost }: { cost: NonNullable<Drill['cost']> }) {
  return (
    <>
      {costText(cost)}
      {cost.notPriced.length > 0 && <div className="minor">Not in the cost: {cost.notPriced.join(' ')}</div>}
    </>
  );
}

function Lines({ texts }: { texts: string[] }) {
  if (texts.length === 0) return <>nothing</>;
  return (
    <>
      {texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}

function requestOf({ requestedBy, requestedAt, cancelledBy, plan, schedule, site, updatedAt, terms }: Drill) {
  return [
    { label: 'Requested', value: <TimeText at={requestedAt} /> },
    { label: 'Requested by', value: <PlainText text={requestedBy} /> },
    ...(cancelledBy === null ? [] : [{ label: 'Cancelled by', value: <PlainText text={cancelledBy} /> }]),
    {
      label: plan === null && terms.recoveryPlan !== undefined ? 'Recovery plan' : 'Plan',
      value: <RequestedPlan {...{ plan, terms }} />,
    },
    ...(schedule === null
      ? []
      : [
          {
            label: 'Schedule',
            value: (
              <>
                <InnerLink href="/schedules">{schedule.name}</InnerLink>, run of <TimeText at={schedule.scheduledAt} />
              </>
            ),
          },
        ]),
    { label: 'Site', value: `${site.accountId}, ${site.region}` },
    { label: 'Record last changed', value: <TimeText at={updatedAt} /> },
  ];
}

function RequestedPlan({ plan, terms }: Pick<Drill, 'plan' | 'terms'>) {
  if (plan !== null) return <PlanLink {...plan} />;
  return terms.recoveryPlan === undefined ? 'none: requested by hand' : <DrillsOfPlan name={terms.recoveryPlan} />;
}
