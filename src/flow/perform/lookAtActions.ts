import { ACTIONS_CHARACTERS_MAX } from '../../drill/bounds.ts';
import type { Site } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { ActionRun, ActionsReported } from '../../drill/inputs.ts';
import type { Ports } from '../ports.ts';

/** What the jobs report of post-launch actions; null for launches whose job reports nothing. */
export async function lookAtActions(
  ports: Ports,
  site: Site,
  servers: Extract<Effect, { kind: 'LookAtActions' }>['servers'],
): Promise<{ sourceServerId: string; reported: ActionsReported | null }[]> {
  const jobs = await ports.drs.jobs(site, { jobIds: servers.map(({ jobId }) => jobId) });
  const found = servers.map(({ sourceServerId, jobId }) => {
    const job = jobs.find((one) => one.jobId === jobId);
    return {
      sourceServerId,
      reported: job?.servers.find((one) => one.sourceServerId === sourceServerId)?.actions ?? null,
    };
  });
  const runs = found.reduce((sum, { reported }) => sum + (reported?.runs.length ?? 0), 0);
  const room = Math.floor(ACTIONS_CHARACTERS_MAX / Math.max(2 * runs, 1));
  return found.map(({ sourceServerId, reported }) => ({
    sourceServerId,
    reported: reported && { ...reported, runs: reported.runs.map((run) => cutRun(run, room)) },
  }));
}

/**
 * DRS API model: names and reasons of at most 256 characters. The texts of all runs have to fit into one journal entry.
 */
function cutRun(run: ActionRun, room: number): ActionRun {
  const { name, failureReason } = run;
  return { ...run, name: name?.slice(0, room) ?? null, failureReason: failureReason?.slice(0, room) ?? null };
}
