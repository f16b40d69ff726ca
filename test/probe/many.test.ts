import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Dial } from '../../src/probe/dial.ts';
import { probe } from '../../src/probe/probe.ts';
import { answer, answering, application, coded, httpTarget, network, SOON, shown } from './given.ts';

const BUDGET = { budgetMilliseconds: 5000 };

describe('many targets', () => {
  test('50 of which 10 hang: the others pass, in the order of the request, and no connection is left', async () => {
    const [good, hanging] = await Promise.all([answering(answer(200)), application()]);
    const targets = Array.from({ length: 50 }, (_, n) => {
      const port = n % 5 === 0 ? hanging.port : good.port;
      return httpTarget({ id: `target-${n}`, port, timeoutMilliseconds: n % 5 === 0 ? 300 : 4000 });
    });
    const { results } = await probe({ ...BUDGET, targets }, network().dial);
    expect(results.map(({ id }) => id)).toEqual(targets.map(({ id }) => id));
    expect(results.map(({ result }) => result)).toEqual(targets.map((_, n) => (n % 5 === 0 ? 'LATE' : 'ANSWERED')));
    await expect.poll(() => [good.open(), hanging.open()], SOON).toEqual([0, 0]);
    expect([good.seen(), hanging.seen()]).toEqual([40, 10]);
  });

  test('at most 16 are tried at a time', async () => {
    const app = await application((socket) => {
      socket.once('data', () => setTimeout(() => socket.end(answer(200)), 10));
    });
    const sockets: Socket[] = [];
    const open: number[] = [];
    const dial: Dial = (address, port) => {
      const socket = network().dial(address, port);
      sockets.push(socket);
      open.push(sockets.filter(({ destroyed }) => !destroyed).length);
      return socket;
    };
    const targets = Array.from({ length: 50 }, (_, n) => httpTarget({ id: String(n), port: app.port }));
    const { results } = await probe({ ...BUDGET, targets }, dial);
    expect(results.filter(({ result }) => result !== 'ANSWERED')).toEqual([]);
    expect([open.length, Math.max(...open)]).toEqual([50, 16]);
  });

  test('when the time of all is over, the unfinished and those not begun are late, and nothing is left', async () => {
    const hanging = await application();
    const targets = Array.from({ length: 20 }, (_, n) => httpTarget({ id: String(n), port: hanging.port }));
    const { results } = await probe({ budgetMilliseconds: 300, targets }, network().dial);
    const late = `LATE: no answer from 10.0.0.5 port ${hanging.port} before the time of all targets was over`;
    const notBegun = 'LATE: not begun before the time of all targets was over';
    expect(results.map(shown)).toEqual([...Array(16).fill(late), ...Array(4).fill(notBegun)]);
    await expect.poll(hanging.open, SOON).toBe(0);
    expect(hanging.seen()).toBe(16);
  });

  test('none is answered at once', async () => {
    expect(await probe({ ...BUDGET, targets: [] }, network().dial)).toEqual({ results: [] });
  });

  test('nothing keeps the process busy afterwards', async () => {
    const [hanging, good] = await Promise.all([application(), answering(answer(200))]);
    const { dial } = network({ silent: ['10.0.0.9'] });
    const timers = busy(/^Timeout$/).length;
    const targets = [
      httpTarget({ id: 'hanging', port: hanging.port, timeoutMilliseconds: 50 }),
      httpTarget({ id: 'good', port: good.port }),
      httpTarget({ id: 'silent', port: 80, address: '10.0.0.9', timeoutMilliseconds: 50 }),
    ];
    await probe({ ...BUDGET, targets }, dial);
    expect(busy(/^Timeout$/)).toHaveLength(timers);
    await expect.poll(() => busy(/^(TCPSocket|TCPConnect|TLS)/), SOON).toEqual([]);
  });

  test('a connection may be made already, and what comes of it later harms nobody', async () => {
    const { port } = await application();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const target = { id: 'db', kind: 'TCP', address: '10.0.0.6', port, timeoutMilliseconds: 1000 } as const;
    const { results } = await probe({ ...BUDGET, targets: [target] }, () => socket);
    expect(results.map(shown)).toEqual([`ANSWERED: connected to 10.0.0.6 port ${port}`]);
    expect(socket.destroyed).toBe(true);
    expect(() => socket.emit('error', coded('ECONNRESET'))).not.toThrow();
  });

  test('a network that fails by itself is a result, too', async () => {
    const dial = () => {
      throw new Error('no network');
    };
    const { results } = await probe({ ...BUDGET, targets: [httpTarget({ port: 80 })] }, dial);
    expect(results.map(shown)).toEqual(['UNREACHED: no connection to 10.0.0.5 port 80 (Error)']);
  });
});

/** What keeps the process running, by its kind. */
function busy(kind: RegExp): string[] {
  return process.getActiveResourcesInfo().filter((one) => kind.test(one));
}
