import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import type { ComponentProps } from 'react';
import { useSettings } from '../settings/useSettings.ts';
import { SelectField } from '../shown/selectField.tsx';
import { useAddress } from '../shown/useAddress.ts';
import type { CoverageQuery } from './coverageQuery.ts';
import { EVIDENCE_LEVELS } from './evidenceLevels.ts';
import { DAYS_DEFAULT } from './proofLimit.ts';

interface CoverageFiltersProps {
  query: CoverageQuery;
  regions: string[];
}

/** What counts as a proof, and which servers are shown. All of it is in the address. */
export function CoverageFilters({ query, regions }: CoverageFiltersProps) {
  const [, change] = useAddress();
  const ownDays = useSettings().body?.coverageDaysMax ?? null;
  const given = query.region;
  const all = given === undefined || regions.includes(given) ? regions : [...regions, given];
  return (
    <Grid gridDefinition={[WIDE_FIELD, FIELD, FIELD, FIELD, FIELD]}>
      <FormField label="Find">
        <Input
          type="search"
          value={query.text}
          placeholder="Host name, id, finding"
          onChange={({ detail }) => change({ text: detail.value })}
        />
      </FormField>
      <Choice name="show" label="Show" value={query.show} options={SHOWN} />
      <Choice
        name="days"
        label="Proved within"
        value={String(query.days ?? '')}
        options={daysOptions(query, ownDays)}
      />
      <Choice name="evidence" label="Evidence at least" value={query.evidence ?? ''} options={LEVELS} />
      <Choice
        name="region"
        label="Region"
        value={given ?? ''}
        options={[{ value: '', label: 'All Regions' }, ...all.map((region) => ({ value: region, label: region }))]}
      />
    </Grid>
  );
}

const FIELD = { colspan: { default: 6, s: 4, m: 2 } };
const WIDE_FIELD = { colspan: { default: 12, s: 8, m: 4 } };

type Option = ComponentProps<typeof SelectField>['options'][number];

interface ChoiceProps {
  /** The member of the address. */
  name: string;
  label: string;
  value: string;
  options: Option[];
}

function Choice({ name, label, value, options }: ChoiceProps) {
  const [, change] = useAddress();
  return (
    <SelectField
      {...{ label, value, options }}
      onChange={(chosen) => change({ [name]: chosen === options[0]?.value ? null : chosen })}
    />
  );
}

const SHOWN: Option[] = [
  { value: 'all', label: 'All servers' },
  { value: 'overdue', label: 'Overdue or never proved' },
  { value: 'never', label: 'Never proved' },
  { value: 'finding', label: 'With a finding' },
];

const LEVELS: Option[] = [
  { value: '', label: 'Any' },
  ...EVIDENCE_LEVELS.map((level) => ({ value: level, label: level })),
];

const DAYS = [7, 30, 60, 90, 180, 365];

/** The first one is the default. */
function daysOptions({ days }: CoverageQuery, ownDays: number | null): Option[] {
  const first =
    ownDays === null
      ? { value: '', label: `${DAYS_DEFAULT} days` }
      : { value: '', label: `${ownDays} days`, description: 'The limit of this deployment' };
  const others = days === null || DAYS.includes(days) ? DAYS : [...DAYS, days];
  return [first, ...others.map((one) => ({ value: String(one), label: `${one} days` }))];
}
