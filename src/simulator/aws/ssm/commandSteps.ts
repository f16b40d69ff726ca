import { applicationOf, hasBooted } from '../applications.ts';
import { sendEvent } from '../messaging/eventBridge.ts';
import {
  type CommandRun,
  faultsNow,
  plan,
  type RunStatus,
  type SentCommand,
  type Site,
  siteKey,
  type Task,
  type World,
} from '../state.ts';

/** A step of a command on an instance. */
type Step = Extract<Task, { commandId: string }>;

/** Carries out a step: the command is delivered, ends, or is given up. */
export function stepCommand(world: World, site: Site, { do: step, commandId, instanceId }: Step): void {
  const command = site.commands?.[commandId];
  const run = command?.runs.find((one) => one.instanceId === instanceId);
  if (command === undefined || run === undefined) return;
  const on = { world, site, command, run };
  if (step === 'deliver-command') deliver(on);
  else if (step === 'end-command') end(on);
  else giveUp(on);
}

interface On {
  world: World;
  site: Site;
  command: SentCommand;
  run: CommandRun;
}

/** SSM user guide, understanding command statuses. A command waits for an instance that is down until it expires. */
function deliver(on: On): void {
  const { world, site, command, run } = on;
  const { faultDice } = world;
  const { now } = world.state;
  const faults = faultsNow(world);
  if (faultDice.chance(faults.commandUndeliverable)) return enter(on, { status: 'Failed', details: 'Undeliverable' });
  const instance = site.instances[run.instanceId];
  const isUp = instance !== undefined && hasBooted(instance, now);
  if (!isUp || faultDice.chance(faults.commandExpires)) {
    enter(on, { status: 'Delayed', details: 'Delayed' });
    return later(on, 'expire-command', command.expiresAt);
  }
  const { commandId } = command;
  const { commands: records = [] } = world.state.history;
  const record = records.find((one) => one.commandId === commandId && one.instanceId === run.instanceId);
  if (record !== undefined) record.reachedAt = now;
  enter(on, { status: 'InProgress', details: 'InProgress' });
  const takes = world.dice.between(1_000, 12_000);
  if (faultDice.chance(faults.commandHangs)) return later(on, 'expire-command', now + executionSeconds(command) * 1000);
  later(on, 'end-command', now + takes);
}

/** SSM document reference, AWS-RunShellScript: executionTimeout is an hour unless it is given. */
function executionSeconds({ parameters }: SentCommand): number {
  const given = Number(parameters['executionTimeout']?.[0]);
  return Number.isFinite(given) && given > 0 ? given : 3600;
}

/** The exit status is the application's health. An instance that went down meanwhile reports nothing. */
function end(on: On): void {
  const { world, site, command, run } = on;
  const instance = site.instances[run.instanceId];
  const { now } = world.state;
  if (instance === undefined || !hasBooted(instance, now))
    return later(on, 'expire-command', Math.max(now, command.requestedAt + executionSeconds(command) * 1000));
  const { healthy } = applicationOf(site, instance);
  run.exitStatus = healthy ? 0 : 1;
  run.output = healthy
    ? 'the application works\n'
    : 'the application does not work\nfailed to run commands: exit status 1';
  const word = healthy ? 'Success' : 'Failed';
  enter(on, { status: word, details: word });
}

function giveUp(on: On): void {
  const hasBegun = on.run.statuses.some(([, { status }]) => status === 'InProgress');
  enter(on, { status: 'TimedOut', details: hasBegun ? 'ExecutionTimedOut' : 'DeliveryTimedOut' });
}

function later({ world, site, command, run }: On, step: Step['do'], at: number): void {
  const { commandId } = command;
  plan(world, at, { do: step, site: siteKey(site), commandId, instanceId: run.instanceId });
}

/** SSM user guide, event examples: EC2 Command Invocation Status-change Notification. */
function enter({ world, site, command, run }: On, status: RunStatus): void {
  run.statuses.push([world.state.now, status]);
  sendEvent(world, {
    'detail-type': 'EC2 Command Invocation Status-change Notification',
    source: 'aws.ssm',
    account: site.accountId,
    region: site.region,
    resources: [`arn:aws:ec2:${site.region}:${site.accountId}:instance/${run.instanceId}`],
    detail: {
      'command-id': command.commandId,
      'document-name': command.documentName,
      'instance-id': run.instanceId,
      'requested-date-time': new Date(command.requestedAt).toISOString(),
      status: status.status,
    },
  });
}
