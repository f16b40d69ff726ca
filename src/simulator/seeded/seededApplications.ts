import { count, type SeededWorld, SITE } from './seededState.ts';

/** What runs on the instances of each source server, and when that changes. */
export function planApplications(world: SeededWorld): void {
  const { aws, tasks, scenario, servers } = world;
  for (const { at, server, application } of scenario.applications ?? []) {
    const id = servers[server];
    if (id === undefined) continue;
    tasks.at(at, () => {
      aws.setApplication(SITE, id, application);
      count(world, application.healthy === false ? 'application stopped working' : 'application changed');
    });
  }
}
