import type { Site } from '../drill/drill.ts';
import type { Settings } from '../handlers/wiring/settings.ts';
import { checkAccount } from './account.ts';
import type { Clients } from './clients.ts';
import { type Deployed, type Place, prefixOf, readDeployed, settingsOf } from './deployed.ts';
import { checkEvents } from './events.ts';
import { checkEvidence } from './evidence/checkEvidence.ts';
import { type Chapter, checked, type Finding, notChecked } from './finding.ts';
import { checkFunctions } from './functions.ts';
import { checkPeople } from './people.ts';
import { checkQueues } from './queues.ts';
import { checkRoles } from './roles.ts';
import { checkSchedules } from './schedules.ts';
import { checkSite } from './site.ts';
import { checkTable } from './table.ts';

/** The scope of an examination. */
export interface Scope {
  stage: string;
  region: string;
  /** The planned settings of a deployment; used as long as nothing is deployed. */
  planned: Record<'SITES' | 'DRILL_SUBNETS' | 'DRILL_SECURITY_GROUPS', string>;
}

/** The result of an examination. */
export interface Examination {
  stage: string;
  region: string;
  /** Null without valid credentials. */
  accountId: string | null;
  /** Null when unknown. */
  isDeployed: boolean | null;
  chapters: Chapter[];
}

/** Checks everything that a drill needs, without changing anything. */
export async function examine(clients: Clients, { stage, region, planned }: Scope): Promise<Examination> {
  const { finding, place } = await checkAccount(clients, { stage, region });
  const account = { title: 'Account', findings: [finding] };
  if (place === undefined) return { stage, region, accountId: null, isDeployed: null, chapters: [account] };
  const seen: { deployed?: Deployed | undefined } = {};
  const unread = await checked('deployment', async () => {
    seen.deployed = await readDeployed(clients, place);
    return [];
  });
  const { deployed } = seen;
  const settings = settingsOf(deployed?.environment ?? { ...ownSettings(place), ...planned });
  const chapters = [account, ...(await sitesOf(clients, settings, deployed !== undefined))];
  if (deployed === undefined)
    chapters.push({ title: 'Deployment', findings: unread.length > 0 ? unread : [nothingDeployed(place)] });
  else chapters.push(...(await chaptersOf(clients, deployed, settings instanceof Error ? [place] : settings.sites)));
  return {
    stage,
    region,
    accountId: place.accountId,
    isDeployed: unread.length > 0 ? null : deployed !== undefined,
    chapters,
  };
}

function ownSettings(place: Place): NodeJS.ProcessEnv {
  const { stage, region, accountId } = place;
  return { STAGE: stage, TABLE_NAME: prefixOf(place), ACCOUNT_ID: accountId, AWS_REGION: region };
}

async function sitesOf(clients: Clients, settings: Settings | Error, isDeployed: boolean): Promise<Chapter[]> {
  if (settings instanceof Error) {
    const says = 'The Regions and networks for drills are unknown.';
    return [
      { title: 'DRS and EC2', findings: [notChecked('drs', says, 'Correct the settings, then run this again.')] },
    ];
  }
  const { sites, limits } = settings;
  const chapters: Chapter[] = [];
  for (const site of sites)
    chapters.push({
      title: `DRS and EC2 in ${site.region}`,
      findings: await checkSite(clients, site, { limits, isDeployed }),
    });
  return chapters;
}

async function chaptersOf(clients: Clients, deployed: Deployed, sites: Pick<Site, 'region'>[]): Promise<Chapter[]> {
  const regions = sites.map(({ region }) => region);
  const chapters: [title: string, look: () => Promise<Finding[]>][] = [
    ['Functions', () => checkFunctions(clients, deployed)],
    ['Events', () => checkEvents(clients, deployed, regions)],
    ['Schedules', () => checkSchedules(clients, deployed)],
    ['Queues', () => checkQueues(clients, deployed)],
    ['Table', () => checkTable(clients, deployed)],
    ['Evidence', () => checkEvidence(clients, deployed)],
    ['People', () => checkPeople(clients, deployed)],
    ['Permissions', () => checkRoles(clients, deployed, regions)],
  ];
  const found: Chapter[] = [];
  for (const [title, look] of chapters) found.push({ title, findings: await look() });
  return found;
}

function nothingDeployed(place: Place): Finding {
  const { stage, region } = place;
  const says = `Nothing is deployed as ${prefixOf(place)} in ${region}, so functions, events, schedules, queues, table, topic, alarms and permissions were not checked.`;
  return notChecked(
    'deployment',
    says,
    `Deploy, then run this again: npx serverless deploy --stage ${stage} --region ${region}.`,
  );
}
