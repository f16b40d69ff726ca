import { devNull } from 'node:os';
import { DRILL_NETWORK } from '../aws/drs/sourceServers.ts';
import type { Deployment } from './serverlessFile.ts';

/** The networks that drills may launch into here, whatever serverless.yml says. */
export const LOCAL_NETWORKS = {
  DRILL_SUBNETS: DRILL_NETWORK.subnetId,
  DRILL_SECURITY_GROUPS: DRILL_NETWORK.securityGroupId,
};

/** The environment that functions have in Lambda, with the simulated AWS instead of AWS. */
export function enterLambda(deployment: Deployment, awsUrl: string): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  const { region } = deployment.site;
  const aws = {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Metrics are log lines for CloudWatch, which does not exist here.
    POWERTOOLS_METRICS_DISABLED: 'true',
    // No settings of this machine may lead a call to the real AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
  for (const { name, environment } of deployment.functions) {
    const { NODE_OPTIONS: _ofLambda, ...own } = environment;
    for (const [key, value] of Object.entries(own)) {
      if ((process.env[key] ?? value) !== value)
        throw new Error(`${name} needs a different ${key} from an earlier function`);
      process.env[key] = value;
    }
  }
  Object.assign(process.env, aws, LOCAL_NETWORKS);
}
