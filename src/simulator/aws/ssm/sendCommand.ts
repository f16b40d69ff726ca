import { AwsFault, byOf, type Caller } from '../contract.ts';
import { type Input, optionalText, optionalTexts, optionalWhole, structure, text } from '../requestFields.ts';
import { type Instance, plan, type SentCommand, type Site, siteKey, siteOf, type World } from '../state.ts';
import { isManaged } from './managed.ts';
import { refuse } from './validation.ts';

/** SSM API reference, SendCommand, to instances by their ids. */
export function sendCommand(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const documentName = documentIn(site, text(input, 'DocumentName', refuse));
  const ids =
    optionalTexts(input, 'InstanceIds', refuse, { least: 1, most: 50 }) ?? refuse('instanceIds', 'is missing');
  if (new Set(ids).size < ids.length) throw new AwsFault('DuplicateInstanceId', 400, 'An instance is named twice.');
  const seconds = optionalWhole(input, 'TimeoutSeconds', refuse, 30, 2_592_000) ?? TIMEOUT_SECONDS;
  const instances = managedInstances(world, site, ids);
  const parameters = parametersIn(input, documentName);
  refusePlatform(site, documentName, instances);
  const { now } = world.state;
  const command: SentCommand = {
    commandId: world.dice.uuid(),
    documentName,
    parameters,
    comment: optionalText(input, 'Comment', refuse, { longest: 100 }) ?? '',
    requestedAt: now,
    expiresAt: now + seconds * 1000,
    runs: ids.map((instanceId) => ({
      instanceId,
      statuses: [[now, { status: 'Pending', details: 'Pending' }]],
      output: '',
      exitStatus: null,
    })),
  };
  site.commands = { ...site.commands, [command.commandId]: command };
  for (const instance of instances) begin(world, site, command, instance, caller);
  return { Command: commandView(command, seconds) };
}

/** SSM API reference: the default of TimeoutSeconds, an hour. */
const TIMEOUT_SECONDS = 3600;

/** By name, or by ARN for a document that somebody shares. */
function documentIn(site: Site, requested: string): string {
  const name = /^arn:aws:ssm:[a-z0-9-]*:\d*:document\/(.+)$/.exec(requested)?.[1] ?? requested;
  const isKnown = Object.hasOwn(PARAMETERS, name) || (site.documents ?? []).includes(name);
  if (!isKnown) throw new AwsFault('InvalidDocument', 400, `Document with name ${requested} does not exist.`);
  return name;
}

/** The documents of AWS that this world has, with their parameters. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'AWS-RunShellScript': ['commands', 'workingDirectory', 'executionTimeout'],
  'AWS-RunPowerShellScript': ['commands', 'workingDirectory', 'executionTimeout'],
};

/** SSM's wording, as in public reports of InvalidInstanceId. One such instance refuses the whole call. */
function managedInstances(world: World, site: Site, ids: string[]): Instance[] {
  const found = ids.map((id) => site.instances[id]);
  const managed = found.flatMap((instance) =>
    instance !== undefined && isManaged(world, site, instance) ? [instance] : [],
  );
  const bad = ids.filter((id) => managed.every(({ instanceId }) => instanceId !== id));
  if (bad.length === 0) return managed;
  const message = `Instances [[${bad.join(', ')}]] not in a valid state for account ${site.accountId}`;
  throw new AwsFault('InvalidInstanceId', 400, message);
}

function parametersIn(input: Input, documentName: string): Record<string, string[]> {
  const given = structure(input, 'Parameters', refuse);
  const names = PARAMETERS[documentName];
  const unknown = Object.keys(given).find((name) => names?.includes(name) === false);
  const message = unknown === undefined ? 'commands is required.' : `${unknown} is no parameter of the document.`;
  if (unknown !== undefined || (names !== undefined && given['commands'] === undefined))
    throw new AwsFault('InvalidParameters', 400, message);
  return Object.fromEntries(Object.keys(given).map((name) => [name, optionalTexts(given, name, refuse) ?? []]));
}

/** SSM document reference: AWS-RunShellScript is for Linux and macOS. */
function refusePlatform(site: Site, documentName: string, instances: Instance[]): void {
  const isWindows = instances.some(({ sourceServerId }) => site.servers[sourceServerId]?.windows === true);
  if (documentName !== 'AWS-RunShellScript' || !isWindows) return;
  throw new AwsFault('UnsupportedPlatformType', 400, 'The document does not support the platform type.');
}

function begin(world: World, site: Site, command: SentCommand, instance: Instance, caller: Caller): void {
  const { commandId, documentName } = command;
  const { instanceId, jobId, isDrill } = instance;
  const { accountId, region } = site;
  const at = world.state.now;
  const record = { at, accountId, region, commandId, documentName, instanceId, jobId, isDrill, reachedAt: null };
  world.state.history.commands = [...(world.state.history.commands ?? []), { ...record, ...byOf(caller) }];
  const key = { site: siteKey(site), commandId, instanceId };
  plan(world, at + world.dice.between(300, 3_000), { do: 'deliver-command', ...key });
}

function commandView(command: SentCommand, seconds: number): Record<string, unknown> {
  return {
    CommandId: command.commandId,
    DocumentName: command.documentName,
    Comment: command.comment,
    ExpiresAfter: command.expiresAt / 1000,
    Parameters: command.parameters,
    InstanceIds: command.runs.map(({ instanceId }) => instanceId),
    RequestedDateTime: command.requestedAt / 1000,
    Status: 'Pending',
    StatusDetails: 'Pending',
    TargetCount: command.runs.length,
    CompletedCount: 0,
    ErrorCount: 0,
    TimeoutSeconds: seconds,
  };
}
