import { counted } from '../../drill/counted.ts';
import type { Drill, Server } from '../../drill/drill.ts';
import { wasNeverLaunched } from '../../drill/neverLaunched.ts';
import type { Context, Sources } from '../sources.ts';
import type { Reading } from './reading.ts';
import { serverNames } from './serverNames.ts';

/** What the drill does not show, in sentences. They depend on what it did. */
export function limitsOf(reading: Reading, { context, guardNotes }: Sources): string[] {
  const { drill, isEnded } = reading;
  const launched = Object.entries(drill.servers).filter(([, server]) => !wasNeverLaunched(drill, server));
  return [
    ...(isEnded ? [] : ['The drill has not ended: everything here may still change.']),
    ...(drill.world === 'SIMULATED' ? ['A simulation answered instead of AWS, so it shows nothing about AWS.'] : []),
    ...(launched.length === 0 ? nothingLaunched(drill) : ofRecovery(drill, launched)),
    ofScope(Object.keys(drill.servers).length, context.serversOfSite),
    'It shows nothing about other sites, nor about what depends on servers that were not in it.',
    ...ofChain(context),
    ...(guardNotes.length === 0 ? [] : ['What the guard noted is listed, and no hash chains it.']),
  ];
}

function nothingLaunched({ terms }: Drill): string[] {
  if (terms.dryRun === true)
    return ['Nothing was launched: it shows what the checks before a launch found, not that a server recovers.'];
  return ['Nothing was launched, so it shows nothing about the recovery of any server.'];
}

function ofRecovery(drill: Drill, launched: [string, Server][]): string[] {
  return [
    'Failback to the source servers was not exercised.',
    'Neither the loss of the source servers nor the move of users to the recovered ones was exercised.',
    'The network paths of users and partners, and DNS, were not exercised.',
    ofApplications(drill),
    'Performance under load was not measured.',
    'The recovery time begins with the job in DRS: detecting a disaster and deciding to recover are not in it, nor is the work of people afterwards.',
    'It rests on what DRS and EC2 answered. Their clocks are not compared with ours.',
    ...ofStopped(launched),
    ...ofPoints(launched),
    ...ofLaterPoints(drill, launched),
    ...ofControls(drill),
    'The cleanup is proved of instances and volumes that DRS and EC2 named, and of the conversion servers in the job log.',
  ];
}

function ofApplications({ checks = [] }: Drill): string {
  if (checks.length === 0)
    return 'No check looked at what the applications do: a server counts as working when both EC2 status checks pass.';
  return 'Of what the applications do, and of the consistency of their data, only what the checks look at was checked.';
}

function ofStopped(launched: [string, Server][]): string[] {
  const ids = launched.flatMap(([id, { verified }]) => (verified === 'STOPPED_AS_CONFIGURED' ? [id] : []));
  return ids.length === 0 ? [] : [`Configured to stay stopped, and never booted: ${serverNames(ids)}.`];
}

function ofPoints(launched: [string, Server][]): string[] {
  const unknown = launched.filter(([, { result, point }]) => result === 'LAUNCHED' && point?.at === undefined);
  return unknown.length === 0
    ? []
    : [`DRS did not say from which time the data of ${counted(unknown.length, 'server')} is.`];
}

/** Such a point was taken of a source server that still ran. */
function ofLaterPoints({ requestedAt }: Drill, launched: [string, Server][]): string[] {
  const later = launched.filter(
    ([, { point, lagSeconds }]) => lagSeconds !== undefined && point?.at !== undefined && point.at >= requestedAt,
  );
  return later.length === 0
    ? []
    : [
        `DRS took the recovery points of ${counted(later.length, 'server')} after the request. What stands for them is the replication lag before the launch: an estimate, not a measure of lost data.`,
      ];
}

/** A check that also passes where it must not shows nothing. */
function ofControls({ checks = [] }: Drill): string[] {
  const names = checks.flatMap((check) =>
    (check.kind === 'HTTP' || check.kind === 'TCP') && check.control === undefined ? [check.name] : [],
  );
  return names.length === 0
    ? []
    : [`Nothing shows that these checks can fail, because they have no control: ${names.join(', ')}.`];
}

function ofChain({ integrity: { chainedFromSeq } }: Context): string[] {
  if (chainedFromSeq === null) return ['No hash covers the journal: nothing shows whether it was changed.'];
  if (chainedFromSeq === 1) return [];
  return [`No hash covers the entries before entry ${chainedFromSeq}: nothing shows whether they were changed.`];
}

function ofScope(count: number, serversOfSite: number | null): string {
  if (serversOfSite === null)
    return 'It is not known how many servers the site had, so what it leaves out is not known.';
  const others = Math.max(0, serversOfSite - count);
  if (others === 0) return 'Servers that DRS does not replicate to this site were not in it.';
  return `Of the servers of the site that were known, ${counted(others, 'server')} did not take part.`;
}
