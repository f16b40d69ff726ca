import { EC2Client, GetConsoleOutputCommand, GetConsoleScreenshotCommand } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createConsoles } from '../../src/aws/consoles.ts';
import { instanceId, SITE } from '../builders.ts';

const client = new EC2Client({ region: 'eu-central-1' });
const mock = mockClient(client);
const consoles = createConsoles({ clientFor: () => client });
const ID = instanceId(1);

beforeEach(() => mock.reset());

function refusal(name: string, httpStatusCode = 400): Error {
  return Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
}

describe('the console of an instance', () => {
  test('shows its newest output as text', async () => {
    mock.on(GetConsoleOutputCommand).resolves({ Output: Buffer.from('login: ü').toString('base64') });
    expect(await consoles.output(SITE, ID)).toBe('login: ü');
    expect(mock.calls()[0]?.args[0].input).toEqual({ InstanceId: ID, Latest: true });
  });

  test('shows what was posted at its last transition where the newest output does not exist', async () => {
    mock.on(GetConsoleOutputCommand).resolves({ Output: Buffer.from('booted').toString('base64') });
    mock.on(GetConsoleOutputCommand, { Latest: true }).rejects(refusal('UnsupportedOperation'));
    expect(await consoles.output(SITE, ID)).toBe('booted');
    expect(mock.calls()[1]?.args[0].input).toEqual({ InstanceId: ID });
  });

  test('shows nothing at first', async () => {
    mock.on(GetConsoleOutputCommand).resolves({});
    expect(await consoles.output(SITE, ID)).toBeNull();
  });

  test('has a screenshot', async () => {
    mock.on(GetConsoleScreenshotCommand).resolves({ ImageData: '/9j/2Q==' });
    expect(await consoles.screenshot(SITE, ID)).toEqual(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]));
  });

  test.each(['IncorrectInstanceState', 'IncorrectState', 'UnsupportedOperation'])(
    'shows nothing when EC2 says %s',
    async (name) => {
      mock.onAnyCommand().rejects(refusal(name));
      expect([await consoles.output(SITE, ID), await consoles.screenshot(SITE, ID)]).toEqual([null, null]);
    },
  );

  test.each([
    ['UnauthorizedOperation', 403, 'DENIED'],
    ['RequestLimitExceeded', 503, 'THROTTLED'],
    ['InvalidInstanceID.NotFound', 400, 'NOT_FOUND'],
  ])('cannot be read when EC2 says %s', async (name, status, kind) => {
    mock.onAnyCommand().rejects(refusal(name, status));
    await expect(consoles.output(SITE, ID)).rejects.toMatchObject({ kind });
    await expect(consoles.screenshot(SITE, ID)).rejects.toMatchObject({ kind });
  });
});
