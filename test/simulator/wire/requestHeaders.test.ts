import type { IncomingMessage } from 'node:http';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { serviceOf } from '../../../src/simulator/wire/requestHeaders.ts';

describe('the service that a request is for', () => {
  test('is that of the signature in a presigned address, which comes without a header', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new S3Client({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:1', credentials });
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'evidence', Key: 'a/b' }), {
      expiresIn: 900,
    });
    const { pathname, search } = new URL(url);
    expect(serviceOf(request(`${pathname}${search}`))).toBe('s3');
  });

  test('of an unsigned request is found without one', () => {
    expect(serviceOf(request('/schedules/x'))).toBe('scheduler');
    expect(serviceOf(request('/?X-Amz-Credential=nonsense'))).toBe('drs');
  });
});

function request(url: string): IncomingMessage {
  return { url, headers: {} } as IncomingMessage;
}
