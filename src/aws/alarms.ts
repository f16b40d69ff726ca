import { DescribeAlarmsCommand, type DescribeAlarmsCommandOutput } from '@aws-sdk/client-cloudwatch';
import { type AwsClient, ask, everyPage } from './calls.ts';

/** The alarms of this deployment. */
export interface Alarms {
  /** The names of the alarms in state ALARM. */
  ringing(): Promise<string[]>;
}

/** Reads the alarms with a name prefix from CloudWatch (CloudWatch API reference: DescribeAlarms). */
export function createAlarms({ client, namePrefix }: { client: AwsClient; namePrefix: string }): Alarms {
  return {
    async ringing() {
      const requested = { AlarmNamePrefix: namePrefix, StateValue: 'ALARM' as const };
      const found = await everyPage(
        ({ nextToken: NextToken }) =>
          ask<DescribeAlarmsCommandOutput>(
            client,
            'DescribeAlarms',
            new DescribeAlarmsCommand({ ...requested, ...(NextToken && { NextToken }) }),
          ),
        (page) => page.NextToken,
        (page) => page.MetricAlarms,
      );
      return found.flatMap(({ AlarmName, StateValue }) => (StateValue === 'ALARM' && AlarmName ? [AlarmName] : []));
    },
  };
}
