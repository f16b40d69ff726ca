import { Option, program } from 'commander';
import { whole } from '../../cli/wholeNumber.ts';
import type { Faults } from '../aws/faults.ts';
import { startWire } from '../wire/server.ts';
import { createAloneWorld } from './aloneWorld.ts';
import { faultsNamed } from './faultsNamed.ts';
import { aloneEndpoint } from './ownEndpoint.ts';

interface Flags {
  port: number;
  servers: number;
  faults?: Partial<Faults>;
  speed: number;
  seed: number;
}

/** `npm run world`: the simulated AWS without the product, for any DRS scripts. */
async function start({ port, speed, ...beginning }: Flags): Promise<void> {
  const world = createAloneWorld({ speed, beginning: { faults: {}, ...beginning } });
  const wire = await startWire({ world, port, ownEndpoint: aloneEndpoint(world) });
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1';
  // Clients differ in which variable they read the Region from.
  process.stdout.write(
    `export AWS_ENDPOINT_URL=${wire.url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} ${CREDENTIALS}\n`,
  );
}

/** The simulator does not check signatures, but clients need credentials to sign with. */
const CREDENTIALS = 'AWS_ACCESS_KEY_ID=simulated AWS_SECRET_ACCESS_KEY=simulated';

const COULD_NOT_START = 2;

function flagsOf(argv: string[]): Flags {
  program
    .name('npm run world --')
    .description('Runs a simulated AWS with DRS on this machine; docs/simulator.md says what it can do.')
    .option('--port <port>', 'port of its one endpoint', whole(0, 65_535), 0)
    .option('--servers <count>', 'source servers in every Region that is called', whole(0, 10_000), 6)
    .addOption(
      new Option('--faults <faults>', 'faults to inject: name=number, comma-separated, or JSON').argParser(faultsNamed),
    )
    .option('--speed <seconds>', 'simulated seconds per second; 0: only POST /_advance', whole(0, 10_000), 60)
    .option('--seed <number>', 'seed of all random choices', whole(0, 2 ** 32 - 1), 1)
    .addHelpText('after', '\nIt prints one line, for a shell to run, and stays up until Ctrl-C. 2: it could not start')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_START))
    .parse(argv);
  return program.opts<Flags>();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit());
const flags = flagsOf(process.argv);
try {
  await start(flags);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const inUse = `--port ${flags.port} is in use; choose another, or leave --port out for any free one.`;
  process.stderr.write(`${code === 'EADDRINUSE' ? inUse : message}\n`);
  process.exitCode = COULD_NOT_START;
}
