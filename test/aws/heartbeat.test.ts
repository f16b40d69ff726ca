import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHeartbeat, heartbeatUrl } from '../../src/aws/heartbeat.ts';

const SECRET = 'a1b2c3d4-0000-4000-8000-secret';

/** A monitor on this machine, and the requests it received. */
async function aMonitor(answer: RequestListener) {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = heartbeatUrl(`http://127.0.0.1:${port}/${SECRET}`) as URL;
  return { url, received, server };
}

test('a heartbeat is one request to the monitor’s URL, with no error when it is accepted', async () => {
  const { url, received } = await aMonitor((_request, response) => response.end('OK'));
  expect(await createHeartbeat(url).ping()).toBeUndefined();
  expect(received).toEqual([`GET /${SECRET}`]);
});

test('a monitor that refuses, redirects, times out or is unreachable is reported without its URL', async () => {
  // given
  const refusing = await aMonitor((_request, response) => response.writeHead(404).end(SECRET));
  const moved = await aMonitor((_request, response) => response.writeHead(301, { location: refusing.url.href }).end());
  const silent = await aMonitor(() => undefined);
  const away = await aMonitor(() => undefined);
  await new Promise((resolve) => away.server.close(resolve));
  // when
  const said = [
    await createHeartbeat(refusing.url).ping(),
    await createHeartbeat(moved.url).ping(),
    await createHeartbeat(silent.url, 0.05).ping(),
    await createHeartbeat(away.url).ping(),
  ];
  // then
  expect(said).toEqual([
    'it answered 404',
    'it answered 301',
    'it did not answer within 0.05 s',
    'it could not be reached (ECONNREFUSED)',
  ]);
  expect(refusing.received).toHaveLength(1);
});

test('without a URL, there is no monitor', () => {
  expect(heartbeatUrl('')).toBeUndefined();
});

test.each([
  `http://monitor.example/${SECRET}`,
  `https://ann:${SECRET}@monitor.example/`,
  `ftp://monitor.example/${SECRET}`,
  SECRET,
])('a URL without https, or with a user, is refused and not repeated: %#', (text) => {
  const refused = () => heartbeatUrl(text);
  expect(refused).toThrow('the setting HEARTBEAT_URL must be an address that begins with https:// and names no user');
  expect(refused).not.toThrow(SECRET);
});
