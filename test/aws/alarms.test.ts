import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createAlarms } from '../../src/aws/alarms.ts';

test('the active alarms of this deployment are read from every page', async () => {
  const mock = mockClient(CloudWatchClient);
  const ringing = (AlarmName: string) => ({ MetricAlarms: [{ AlarmName, StateValue: 'ALARM' as const }] });
  mock.on(DescribeAlarmsCommand).resolvesOnce({ ...ringing('drs-drill-prod-leak'), NextToken: 'more' });
  mock.on(DescribeAlarmsCommand, { NextToken: 'more' }).resolves(ringing('drs-drill-prod-errors'));
  const alarms = createAlarms({ client: new CloudWatchClient({ region: 'eu-west-1' }), namePrefix: 'drs-drill-prod-' });
  expect(await alarms.ringing()).toEqual(['drs-drill-prod-leak', 'drs-drill-prod-errors']);
  const [first] = mock.commandCalls(DescribeAlarmsCommand);
  expect(first?.args[0].input).toEqual({ AlarmNamePrefix: 'drs-drill-prod-', StateValue: 'ALARM' });
});
