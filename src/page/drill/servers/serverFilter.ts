import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';

/** What servers can be filtered by, on this machine: a drill has at most 300. */
export const FILTERING_PROPERTIES: PropertyFilterProps.FilteringProperty[] = [
  property('failed', 'Problem', 'Problems', ['=', '!=']),
  property('stage', 'Stage', 'Stages', ['=', '!=']),
  property('wave', 'Wave', 'Waves', ['=', '!=']),
  property('result', 'Launch', 'Results of the launch', ['=', '!=']),
  property('evidence', 'Evidence level', 'Evidence levels', ['=', '!=']),
  property('hostname', 'Host name', 'Host names', [':', '!:', '=', '!=']),
  property('sourceServerId', 'Source server', 'Source servers', [':', '!:', '=', '!=']),
  property('instanceId', 'Instance', 'Instances', [':', '!:', '=', '!=']),
];

function property(
  key: string,
  propertyLabel: string,
  groupValuesLabel: string,
  operators: PropertyFilterProps.ComparisonOperator[],
): PropertyFilterProps.FilteringProperty {
  return { key, propertyLabel, groupValuesLabel, operators };
}

/** The words of the filter. */
export const FILTER_TEXTS = {
  filteringAriaLabel: 'Find servers',
  filteringPlaceholder: 'Find by problem, stage, wave, host name…',
  filteringEmpty: 'Nothing to choose from.',
};
