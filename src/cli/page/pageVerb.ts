import { once } from 'node:events';
import type { Command } from 'commander';
import { usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { whole } from '../wholeNumber.ts';
import { builtPage } from './builtPage.ts';
import { readPageFiles } from './pageFiles.ts';
import { startPageServer } from './pageServer.ts';
import { pageSession } from './pageSession.ts';

/** drs-drill page */
export function addPage(program: Command): void {
  addVerb<Flags>(program, 'page', PAGE, page).option(
    '--port <port>',
    'the port on 127.0.0.1; 0: any free one',
    whole(0, 65_535),
    PORT,
  );
}

interface Flags {
  port: number;
}

/** The same every time, so that addresses can be bookmarked. */
const PORT = 8377;

async function page({ session: { transport, interrupted, note }, flags: { port } }: Call<Flags>): Promise<ExitStatus> {
  const files = await readPageFiles(await builtPage(note));
  const say = (address: string) => void process.stdout.write(`${address}\n`);
  const onSignIn = (address: string) => {
    note('signed in; for another browser:');
    say(address);
  };
  const session = pageSession(transport, process.env);
  const server = await startPageServer({ port, files, session, transport, onSignIn }).catch((error: unknown) => {
    throw refusedPort(error, port);
  });
  note(`the page of ${session.api}; Ctrl-C ends it. Open this address, which works once:`);
  say(server.signInAddress());
  if (!interrupted.aborted) await once(interrupted, 'abort');
  await server.close();
  return EXIT.OK;
}

function refusedPort(error: unknown, port: number): unknown {
  const { code } = Object(error);
  if (code === 'EADDRINUSE') {
    return usageError(
      `port ${port} is taken, perhaps by another page: http://127.0.0.1:${port}`,
      'end that program, or use another port: --port 0 takes any free one',
    );
  }
  return code === 'EACCES' ? usageError(`port ${port} needs the rights of an administrator`, '--port 8377') : error;
}

const PAGE: Manual = {
  summary: 'open the page: see and steer drills in a browser',
  description:
    'Serves the page on this machine, for its own browsers only, and passes its requests on to the API with your credentials, as every command does. It prints an address that signs one browser in, once; after that, the address of every view can be bookmarked. When a browser has signed in, it prints the address for another one. It runs until Ctrl-C. The page can do what you may do, and shows what is missing. For people who do not run commands there is the report: drs-drill report DRILL --format html.',
  examples: [
    ['The page of the saved API', 'drs-drill page'],
    ['With another profile', 'drs-drill page --profile drills'],
    ['With a token that another program renews', 'drs-drill page --token-file /run/user/1000/drs-drill.jwt'],
  ],
  exits: [],
};
