import type { Drill } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { costText, longestText, totalText, usesSentence } from '../words/forecastWords.ts';
import { byTag, type ChosenByTag } from './planWords.ts';

/** What starting a drill like this dry run does, a sentence each. */
export function startEffects(dryRun: Drill, hostnames: ReadonlyMap<string, string | null>): string[] {
  const { servers, waves, site, forecast, quantities, cost, plan } = dryRun;
  return [
    ...(plan === null ? [] : [`The plan is ${plan.name}, version ${plan.version}.`]),
    `${counted(servers.length, 'instance')} ${servers.length === 1 ? 'is' : 'are'} launched in ${counted(waves.length, 'wave')}, in ${site.region} of account ${site.accountId}.`,
    `Servers, as in the dry run: ${namesText(servers, hostnames)}.`,
    `How long: ${forecast === null ? 'not known' : totalText(forecast.total)}.`,
    `By its terms ${longestText(dryRun)}.`,
    `Cost: ${costText(cost)}.`,
    ...(quantities === null ? [] : [usesSentence(quantities)]),
    ...(cost?.notPriced ?? []).map((left) => `Not in the cost: ${left}`),
    'It ends by itself: after the hold everything is terminated and proved gone.',
  ];
}

/** The first few by host name, and how many there are besides. */
function namesText(servers: Drill['servers'], hostnames: ReadonlyMap<string, string | null>): string {
  const names = servers.slice(0, NAMED_MAX).map(({ sourceServerId }) => {
    const hostname = hostnames.get(sourceServerId);
    return hostname ? `${hostname} (${sourceServerId})` : sourceServerId;
  });
  const rest = servers.length - names.length;
  return `${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

const NAMED_MAX = 5;

/** The waves whose servers a drill like this dry run chooses anew, a sentence each. */
export function startsAnew(request: object, { servers }: Pick<Drill, 'servers'>): string[] {
  const waves: object[] = 'waves' in request && Array.isArray(request.waves) ? request.waves : [];
  return waves.flatMap((wave, index) => {
    if (!('servers' in wave)) return [];
    const taken = servers.filter((one) => one.wave === index + 1).length;
    const which = `Wave ${index + 1} takes ${byTag(wave.servers as ChosenByTag)}, chosen anew at the start`;
    return [`${which}: the dry run took ${counted(taken, 'server')}, and the drill may take others.`];
  });
}

/** What cannot be undone about it, a sentence each. */
export function startWarnings({ waived, checks }: Pick<Drill, 'waived' | 'checks'>): string[] {
  const replaced = waived.filter(({ check }) => check === 'no-drill-instance');
  const commands = checks.filter(({ kind }) => kind === 'SSM').map(({ name }) => name);
  return [
    'A launch cannot be cancelled once DRS has it. It counts against the DRS quotas of the account.',
    'While a launch job runs, usually for 5 to 20 minutes, DRS refuses a real recovery of its servers.',
    ...(replaced.length === 0
      ? []
      : [
          `no-drill-instance is waived for ${replacedText(replaced)}: DRS replaces drill instances that already exist there.`,
        ]),
    ...(commands.length === 0 ? [] : [`Commands run as root on the instances: ${commands.join(', ')}.`]),
  ];
}

function replacedText(waived: Drill['waived']): string {
  const ids = waived.flatMap(({ sourceServerId }) => (sourceServerId === undefined ? [] : [sourceServerId]));
  return ids.length === waived.length ? ids.join(', ') : 'all servers';
}
