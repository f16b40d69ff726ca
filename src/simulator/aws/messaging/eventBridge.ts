import { AwsFault, type Caller, type EventBridgeEnvelope } from '../contract.ts';
import { type Input, optionalText, type Refuse, structures } from '../requestFields.ts';
import { faultsNow, plan, type World } from '../state.ts';
import { eventTime } from '../timeText.ts';

/**
 * Amazon EventBridge as far as the product needs it: PutEvents, and the events that AWS services send. The receiver
 * of the deliveries matches rules and targets. Not simulated: archives, replays, schemas, rules as resources.
 */
export function callBus(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  if (operation === 'PutEvents') return putEvents(world, input, caller);
  throw new AwsFault('UnknownOperationException', 400, `The operation ${operation} is not simulated`);
}

/** Sends an event of an AWS service to the default bus. Delivery is best effort, so faults may lose or delay it. */
export function sendEvent(world: World, event: Omit<EventBridgeEnvelope, 'id' | 'time' | 'version'>): void {
  const { now } = world.state;
  const full: EventBridgeEnvelope = { version: '0', id: world.dice.uuid(), time: eventTime(now), ...event };
  const at = now + world.dice.between(...world.busMilliseconds);
  const faults = faultsNow(world);
  const late = () =>
    world.faultDice.chance(faults.eventLate) ? world.faultDice.between(0, faults.eventLateSecondsMax * 1000) : 0;
  if (!world.faultDice.chance(faults.eventLost)) plan(world, at + late(), { do: 'deliver-event', event: full });
  if (world.faultDice.chance(faults.eventDoubled)) plan(world, at + 1 + late(), { do: 'deliver-event', event: full });
}

/** EventBridge API reference, PutEvents: 1 to 10 entries, each with its own result. */
function putEvents(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const entries = structures(input, 'Entries', refuse, 10, 1).map((entry) => putEvent(world, entry, caller));
  return { FailedEntryCount: entries.filter((entry) => 'ErrorCode' in entry).length, Entries: entries };
}

function putEvent(world: World, entry: Input, caller: Caller): Record<string, unknown> {
  const source = optionalText(entry, 'Source', refuse);
  const detailType = optionalText(entry, 'DetailType', refuse);
  const detail = readDetail(optionalText(entry, 'Detail', refuse));
  if (source === undefined || detailType === undefined || detail === 'ABSENT')
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required.' };
  if (source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  if (detail === 'MALFORMED') return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const event: EventBridgeEnvelope = {
    version: '0',
    id: world.dice.uuid(),
    'detail-type': detailType,
    source,
    account: caller.accountId,
    time: eventTime(world.state.now),
    region: caller.region,
    resources: Array.isArray(entry['Resources']) ? entry['Resources'].map(String) : [],
    detail,
  };
  keepBus(world, event.id, optionalText(entry, 'EventBusName', refuse));
  plan(world, world.state.now + world.dice.between(...world.busMilliseconds), { do: 'deliver-event', event });
  return { EventId: event.id };
}

function keepBus(world: World, eventId: string, named: string | undefined): void {
  const bus = named?.split('/').at(-1) ?? 'default';
  if (bus === 'default') return;
  const buses = world.state.customBuses;
  buses[eventId] = bus;
  const oldest = Object.keys(buses)[0];
  if (oldest !== undefined && Object.keys(buses).length > 1000) delete buses[oldest];
}

function readDetail(detail: string | undefined): Record<string, unknown> | 'ABSENT' | 'MALFORMED' {
  if (detail === undefined) return 'ABSENT';
  try {
    const read: unknown = JSON.parse(detail);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : 'MALFORMED';
  } catch (error) {
    if (error instanceof SyntaxError) return 'MALFORMED';
    throw error;
  }
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: ${message}`);
};
