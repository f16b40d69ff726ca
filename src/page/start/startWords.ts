import type { Drill } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { costText, longestText, totalText, usesText } from '../words/forecastWords.ts';

/** What starting a drill like this dry run does, a sentence each. */
export function startEffects(dryRun: Drill): string[] {
  const { servers, waves, site, forecast, quantities, cost } = dryRun;
  return [
    `${counted(servers.length, 'instance')} ${servers.length === 1 ? 'is' : 'are'} launched in ${counted(waves.length, 'wave')}, in ${site.region} of account ${site.accountId}.`,
    `How long: ${forecast === null ? 'not known' : totalText(forecast.total)}.`,
    `By its terms ${longestText(dryRun)}.`,
    `Cost: ${costText(cost)}.`,
    ...(quantities === null ? [] : [`It would use ${usesText(quantities)}.`]),
    ...(cost?.notPriced ?? []).map((left) => `Not in the cost: ${left}`),
    'It ends by itself: after the hold everything is terminated and proved gone.',
  ];
}

/** What is not decided by the dry run, a sentence each. A plan does not say here how its servers are chosen. */
export function startsAnew(request: object): string[] {
  const waves = 'waves' in request && Array.isArray(request.waves) ? request.waves : [];
  const isByTags = waves.some((wave: object) => 'servers' in wave);
  return isByTags ? ['Its servers are chosen anew by their tags, and may be others than those of the dry run.'] : [];
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
