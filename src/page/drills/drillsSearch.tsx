import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { DrillSummary } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { type DrillsFilter, FILTER_PROPERTIES } from './drillsFilter.ts';
import { filterFromTokens, PROPERTY_NAMES, REQUESTED_AT, tokensOf } from './filterTokens.ts';

interface DrillsSearchProps {
  filter: DrillsFilter;
  /** The listed drills, whose values are suggested. */
  listed: readonly DrillSummary[];
  isReading: boolean;
  choose(filter: DrillsFilter): void;
}

/** The filter of the list. What no index serves is refused in words, and the list stays as it is. */
export function DrillsSearch({ filter, listed, isReading, choose }: DrillsSearchProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (tokens: readonly PropertyFilterProps.Token[]) => {
    const chosen = filterFromTokens(tokens);
    if ('refusal' in chosen) return setRefusal(chosen.refusal);
    setRefusal(null);
    choose(chosen);
  };
  return (
    <PropertyFilter
      query={{ tokens: tokensOf(filter), operation: 'and' }}
      onChange={({ detail }) => change(detail.tokens)}
      filteringProperties={PROPERTIES}
      filteringOptions={optionsOf(listed)}
      filteringAriaLabel="Find drills"
      filteringPlaceholder="Find drills by one property, and by time"
      filteringEmpty="No suggestion. Type the whole value."
      {...(refusal !== null && { filteringConstraintText: <Refused words={refusal} />, invalid: true })}
      countText=""
      loading={isReading}
      disableFreeTextFiltering
      readOnlyOperations
      expandToViewport
    />
  );
}

function Refused({ words }: { words: string }) {
  return (
    <span role="alert">
      <StatusIndicator type="error" wrapText>
        {words}
      </StatusIndicator>
    </span>
  );
}

const PROPERTIES: PropertyFilterProps.FilteringProperty[] = [
  ...FILTER_PROPERTIES.map((key) => ({
    ...{ key, propertyLabel: PROPERTY_NAMES[key], groupValuesLabel: `${PROPERTY_NAMES[key]} values` },
    operators: ['=' as const],
  })),
  {
    ...{ key: REQUESTED_AT, propertyLabel: 'Requested', groupValuesLabel: 'Days, in UTC' },
    operators: ['>=', '<'],
    defaultOperator: '>=',
  },
];

function optionsOf(listed: readonly DrillSummary[]): PropertyFilterProps.FilteringOption[] {
  const seen = (propertyKey: string, values: (string | null)[]) =>
    [...new Set(values)].flatMap((value) => (value === null ? [] : [{ propertyKey, value }]));
  return [
    ...seen('phase', PHASES),
    ...seen('outcome', OUTCOMES),
    ...seen(
      'recoveryPlan',
      listed.map(({ recoveryPlan }) => recoveryPlan),
    ),
    ...seen(
      'region',
      listed.map(({ site }) => site.region),
    ),
    ...seen(
      'requestedBy',
      listed.map(({ requestedBy }) => requestedBy),
    ),
    ...seen(REQUESTED_AT, DAYS_AGO.map(dayAgo)),
  ];
}

function dayAgo(days: number): string {
  return new Date(nowMs() - days * 86_400_000).toISOString().slice(0, 10);
}

const DAYS_AGO = [0, 1, 7, 30, 90, 365];
const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'];
const OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED', 'READY'];
