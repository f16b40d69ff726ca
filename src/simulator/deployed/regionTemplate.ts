import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../lambda/cloudFormationYaml.ts';
import { PROJECT } from '../lambda/serverlessFile.ts';

/** infra/region.yml, with CloudFormation's short forms expanded. */
export interface RegionTemplate {
  Conditions: Record<string, unknown>;
  Resources: Record<string, { Type: string; Condition?: string; Properties: Record<string, unknown> }>;
}

export function regionTemplate(): RegionTemplate {
  return readYaml(readFileSync(join(PROJECT, 'infra', 'region.yml'), 'utf8')) as RegionTemplate;
}
