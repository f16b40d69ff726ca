import { GetConsoleOutputCommand, GetConsoleScreenshotCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** What EC2 shows of the consoles of instances. */
export function consoles(open: Open): void {
  describe('the console of an instance', () => {
    test('shows its output, which is posted some time after its start', async () => {
      const place = await given(open, { servers: [{ launchSeconds: 600, bootSeconds: 900 }] });
      await launched({ ...place, pass: () => place.pass(9) });
      const InstanceId = idOf(place);
      expect(await outputOf(place, { InstanceId })).toBeUndefined();
      expect(await outputOf(place, { InstanceId, Latest: true })).toMatch(/Linux version/);
      place.pass(30);
      expect(await outputOf(place, { InstanceId })).toMatch(/Linux version/);
      expect(await outputOf(place, { InstanceId, Latest: true })).toMatch(/ip-10-0-0-4 login:/);
    });

    /** EC2 API reference, GetConsoleOutput: the latest output is supported on Nitro. */
    test('shows no newest output on Xen', async () => {
      const place = await given(open, { servers: [{ instanceType: 't2.micro' }] });
      await launched(place);
      const InstanceId = idOf(place);
      await expect(outputOf(place, { InstanceId, Latest: true })).rejects.toMatchObject({
        name: 'UnsupportedOperation',
      });
      place.pass(30);
      expect(await outputOf(place, { InstanceId })).toMatch(/Linux version/);
    });

    test('has a screenshot, a JPEG, while it runs', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const command = new GetConsoleScreenshotCommand({ InstanceId: idOf(place) });
      const { ImageData = '', InstanceId } = await place.clients.ec2.send(command);
      const bytes = Buffer.from(ImageData, 'base64');
      expect(InstanceId).toBe(idOf(place));
      expect([bytes.subarray(0, 3), bytes.subarray(-2)]).toEqual([
        Buffer.from('ffd8ff', 'hex'),
        Buffer.from('ffd9', 'hex'),
      ]);
      place.world.stopOutside(CALLER, idOf(place));
      place.pass(2);
      await expect(place.clients.ec2.send(command)).rejects.toMatchObject({ name: 'IncorrectInstanceState' });
    });

    test('does not exist without its instance', async () => {
      const place = await given(open, {});
      const InstanceId = 'i-00000000000000000';
      const lost = { name: 'InvalidInstanceID.NotFound' };
      await expect(outputOf(place, { InstanceId })).rejects.toMatchObject(lost);
      await expect(place.clients.ec2.send(new GetConsoleScreenshotCommand({ InstanceId }))).rejects.toMatchObject(lost);
    });
  });
}

function idOf(place: Place): string {
  return place.world.liveInstances()[0]?.instanceId ?? '';
}

async function outputOf(place: Place, input: { InstanceId: string; Latest?: boolean }): Promise<string | undefined> {
  const { Output, Timestamp } = await place.clients.ec2.send(new GetConsoleOutputCommand(input));
  expect(Timestamp).toBeInstanceOf(Date);
  return Output === undefined ? undefined : Buffer.from(Output, 'base64').toString('utf8');
}
