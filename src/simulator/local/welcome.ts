import { PHASES } from '../../drill/drill.ts';
import { callAsAws } from '../lambda/callAsAws.ts';
import type { LocalWorld } from './localWorld.ts';

interface Requested {
  region: string;
  folder: string | undefined;
  /** The lines of the page. */
  page: string[];
}

/** The text shown once the local world responds: its page, its endpoints, and lines to paste. */
export function welcome(local: LocalWorld, requested: Requested): string {
  const { region } = local.site;
  const own = requested.folder !== undefined && region !== requested.region;
  const kept = own ? `, where ${requested.folder} was made (not in your ${requested.region})` : '';
  return [
    `drs-drill with a simulated AWS in ${region}${kept}`,
    '',
    ...requested.page.flatMap((line, index, { length }) => (index === length - 1 ? [line, ''] : [line])),
    '# the API, as docs/api.md uses it:',
    `API=${local.apiUrl}`,
    '',
    '# for any AWS client, which then lists the servers:',
    `export AWS_ENDPOINT_URL=${local.awsUrl} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    'aws drs describe-source-servers',
    '',
    '',
  ].join('\n');
}

/** The text shown after the demonstration: what to try next, and the address of the page for the next browser. */
export async function whatNext(local: LocalWorld, page: string | undefined): Promise<string> {
  const server = firstServer(local);
  const { drills } = await fetch(`${local.apiUrl}/v1/drills?limit=20`).then(
    (answer) => answer.json() as Promise<{ drills: { drillId: string; dryRun: boolean }[] }>,
  );
  // Somebody may have made dry runs meanwhile, of which there is little to see.
  const newest = drills.find(({ dryRun }) => !dryRun);
  return [
    ...(page === undefined ? [] : [`# the page: ${page}`]),
    '# Up until Ctrl-C. Its clock runs fast: to steer a drill by hand, start it with npm start -- --speed 10',
    '# To try, in another terminal in this folder:',
    `export DRS_DRILL_API=${local.apiUrl}`,
    `npx drs-drill start --server ${server} --hold 10m --reason "my first" --wait`,
    newest === undefined ? 'npx drs-drill servers' : `npx drs-drill get ${newest.drillId}`,
    '',
  ].join('\n');
}

/** The text shown after a browser has signed in. A terminal in which somebody pastes lines must not run it. */
export function pageForAnother(address: string): string {
  return `# the page, for another browser: ${address}\n`;
}

/** The text shown when the world ends: the drills that are still open. */
export async function goodbye(local: LocalWorld, folder: string | undefined): Promise<string> {
  const open = await Promise.all(
    PHASES.filter((phase) => phase !== 'ENDED').map(async (phase) => {
      const answer = await fetch(`${local.apiUrl}/v1/drills?phase=${phase}&limit=100`);
      return ((await answer.json()) as { drills: unknown[] }).drills.length;
    }),
  );
  const drills = open.reduce((sum, count) => sum + count, 0);
  if (drills === 0) return '';
  const [are, they] = drills === 1 ? ['1 drill is', 'it continues'] : [`${drills} drills are`, 'they continue'];
  return folder === undefined
    ? `${are} still open, and lost with this world; with --data DIR ${they} at the next start\n`
    : `${are} still open; ${they} at the next start with --data ${folder}\n`;
}

/** The demonstration's first server, which launches successfully. */
function firstServer({ world, site }: LocalWorld): string {
  const listed = callAsAws(world, 'drs', 'DescribeSourceServers', {}, site)['items'] as Listed[];
  const name = ({ sourceProperties }: Listed) => sourceProperties.identificationHints.hostname;
  return listed.toSorted((one, other) => (name(one) < name(other) ? -1 : 1))[0]?.sourceServerID ?? '';
}

interface Listed {
  sourceServerID: string;
  sourceProperties: { identificationHints: { hostname: string } };
}
