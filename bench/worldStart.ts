import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/**
 * Measures how long `npm run world` takes from the command to its first response to DescribeSourceServers, and its
 * memory use then (`npm run bench:world`; Linux). The goals are a median of 1.5 s and 150 MB.
 */
const RUNS = 10;
const POLL_MS = 20;

const runs: { seconds: number; megabytes: number }[] = [];
for (let run = 0; run < RUNS; run++) runs.push(await measured(await freePort()));
const medianOf = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = runs.map((one) => one.seconds);
process.stdout.write(`seconds to the first response: ${seconds.map((one) => one.toFixed(2)).join(' ')}\n`);
process.stdout.write(`median ${medianOf(seconds).toFixed(2)} s; `);
process.stdout.write(`at most ${Math.max(...runs.map((one) => one.megabytes)).toFixed(0)} MB\n`);

async function measured(port: number): Promise<{ seconds: number; megabytes: number }> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', 'world', '--', '--port', `${port}`], {
    stdio: 'ignore',
    detached: true,
  });
  while (!(await isAnswered(port))) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  const pastDurations = (performance.now() - began) / 1000;
  const megabytes = await residentMegabytes(port);
  process.kill(-(child.pid ?? 0));
  return { seconds: pastDurations, megabytes };
}

async function isAnswered(port: number): Promise<boolean> {
  const requested = fetch(`http://127.0.0.1:${port}/DescribeSourceServers`, { method: 'POST', body: '{}' });
  return requested.then(
    (answer) => answer.ok,
    () => false,
  );
}

/** The peak memory of the process itself, without npm. */
async function residentMegabytes(port: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes('dist/world.mjs') || !command.includes(`${port}`)) continue;
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  }
  return Number.NaN;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
