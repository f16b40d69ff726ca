import { signatureFor } from '../../cli/http/signature.ts';
import { builtPage } from '../../cli/page/builtPage.ts';
import { readPageFiles } from '../../cli/page/pageFiles.ts';
import { type PageServer, type PageServerOptions, startPageServer } from '../../cli/page/pageServer.ts';
import { pageSession } from '../../cli/page/pageSession.ts';

/** The page of the local world. */
export interface LocalPage {
  /** The lines for a person who opens it. */
  said: string[];
  /** The address for the next browser; undefined: there is no page. */
  address(): string | undefined;
  /** From now on calls `say` after a browser has signed in, with the address for the next one. */
  announce(say: (address: string) => void): void;
  close(): Promise<void>;
}

/** How the page is served. */
export interface LocalPageOptions {
  /** False: not at all. */
  page: boolean;
  /** Undefined: the usual port, or any other if that is taken. */
  pagePort?: number;
  /** A person is kept waiting while the page is built. */
  note(line: string): void;
}

/** Serves the page of a local world. The world also runs without it. */
export async function serveLocalPage(apiUrl: string, { page, pagePort, note }: LocalPageOptions): Promise<LocalPage> {
  if (!page) return NO_PAGE;
  let say = (_address: string): void => undefined;
  try {
    const files = await readPageFiles(await builtPage(note));
    const onSignIn = (address: string) => say(address);
    const server = await startAt(pagePort, (port) => start(port, apiUrl, { files, onSignIn }));
    const announce = (then: typeof say) => {
      say = then;
    };
    const said = ['# the page; this address signs one browser in, once:', server.signInAddress()];
    return { said, address: server.signInAddress, announce, close: server.close };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...NO_PAGE, said: [`# no page: ${why}`] };
  }
}

const NO_PAGE: LocalPage = {
  said: [],
  address: () => undefined,
  announce: () => undefined,
  close: async () => undefined,
};

/** Another than that of `drs-drill page`, so that a bookmark of the real world never shows the simulated one. */
const USUAL_PORT = 8378;

async function startAt(port: number | undefined, startOn: (port: number) => Promise<PageServer>): Promise<PageServer> {
  if (port !== undefined) return startOn(port);
  return startOn(USUAL_PORT).catch((error: unknown) => {
    if (Object(error).code !== 'EADDRINUSE') throw error;
    return startOn(0);
  });
}

type Shown = Pick<PageServerOptions, 'files' | 'onSignIn'>;

function start(port: number, apiUrl: string, shown: Shown): Promise<PageServer> {
  const api = new URL(apiUrl);
  const unsigned = { profile: undefined, region: undefined, token: undefined };
  const transport = {
    ...{ api, ...unsigned, sign: signatureFor(api, unsigned), timeoutSeconds: 30, retries: 0 },
    ...{ interrupted: new AbortController().signal, log: () => undefined },
  };
  return startPageServer({ port, session: pageSession(transport, {}), transport, ...shown });
}
