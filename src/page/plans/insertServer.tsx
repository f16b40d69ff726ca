import Select from '@cloudscape-design/components/select';
import type { Server } from '../api/client.ts';
import { useInventory } from '../start/useInventory.ts';

/** Chooses a server of the inventory, so that nobody has to copy ids. */
export function InsertServer({ insert }: { insert(server: Server): void }) {
  const inventory = useInventory(undefined);
  const servers = inventory.body ?? [];
  const found = (id: string | undefined) => servers.find(({ sourceServerId }) => sourceServerId === id);
  return (
    <Select
      ariaLabel="Insert a server at the cursor"
      placeholder="Insert a server at the cursor"
      selectedOption={null}
      options={servers.map(({ sourceServerId, hostname }) => ({
        ...{ value: sourceServerId, label: hostname ?? sourceServerId, description: sourceServerId },
      }))}
      statusType={inventory.body !== undefined ? 'finished' : inventory.error === null ? 'loading' : 'error'}
      loadingText="Reading the inventory"
      errorText="The inventory cannot be read."
      empty="DRS lists no server."
      filteringType="auto"
      filteringAriaLabel="Find a server"
      expandToViewport
      onChange={({ detail }) => {
        const server = found(detail.selectedOption.value);
        if (server !== undefined) insert(server);
      }}
    />
  );
}
