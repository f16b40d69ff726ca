import { AwsFault, type Caller } from '../contract.ts';
import { type Input, text } from '../requestFields.ts';
import { type RecoveryEntry, siteOf, type World } from '../state.ts';
import { isListed } from './recoveryInstances.ts';
import { RECOVERY_INSTANCE_ID, refuseField, refuseNotFound } from './validation.ts';

/**
 * DRS API reference, DisconnectRecoveryInstance: replication of the instance stops. The instance keeps running in
 * EC2.
 */
export function disconnectRecoveryInstance(world: World, input: Input, caller: Caller): Record<string, unknown> {
  entryOf(world, input, caller).disconnectedAt ??= world.state.now;
  return {};
}

/**
 * DRS API reference, DeleteRecoveryInstance: DRS drops a disconnected instance from its list. EC2 and its tags stay
 * unchanged.
 */
export function deleteRecoveryInstance(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const entry = entryOf(world, input, caller);
  if (entry.disconnectedAt === undefined)
    throw new AwsFault('ConflictException', 409, `Recovery instance ${entry.recoveryInstanceID} is not disconnected`, {
      members: { code: 'ConflictException' },
    });
  entry.unlistedAt = world.state.now;
  return {};
}

function entryOf(world: World, input: Input, caller: Caller): RecoveryEntry {
  const id = text(input, 'recoveryInstanceID', refuseField, { pattern: RECOVERY_INSTANCE_ID });
  const entry = siteOf(world, caller).recoveryInstances[id];
  return entry !== undefined && isListed(entry, world.state.now) ? entry : refuseNotFound('RecoveryInstance', id);
}
