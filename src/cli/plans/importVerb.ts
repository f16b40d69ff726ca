import { Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { plain } from '../terminal/grid.ts';
import type { Call } from '../verbs/verb.ts';
import { type ImportedPlan, type ImportedWave, importedPlan } from './nativePlan.ts';
import { readYaml } from './planFile.ts';

/** drs-drill plan import */
export async function importPlan({ session, args: [file = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body } = await readYaml(file, session);
  const plan = importedPlan(body);
  if (plan.waves.length === 0) throw usageError('the recovery plan has no step with servers');
  process.stdout.write(yamlOf(plan));
  return EXIT.OK;
}

/** The YAML of an imported plan. What DRS's plans do not have gets a value to start with. */
export function yamlOf({ site, waves, comments }: ImportedPlan): string {
  const document = new Document({
    description: 'Imported from a recovery plan of DRS',
    ...site,
    waves: waves.map(waveOf),
    holdSeconds: 3600,
    reason: 'rehearsal of the recovery plan',
  });
  document.commentBefore = [
    ' Recovery plans of DRS have no hold and no reason: choose your own.',
    ...comments.map(comment),
  ].join('\n');
  const list = (document.contents as unknown as YAMLMap).get('waves') as YAMLSeq;
  for (const [index, wave] of waves.entries())
    (list.items[index] as YAMLMap).commentBefore = wave.comments.map(comment).join('\n');
  return document.toString({ lineWidth: 0 });
}

function waveOf({ sourceServerIds, waitSeconds, optional }: ImportedWave): Record<string, unknown> {
  return { sourceServerIds, ...(waitSeconds > 0 && { waitSeconds }), ...(optional && { optional }) };
}

/** On one line, so that no text of the file becomes YAML. */
function comment(text: string): string {
  return ` ${plain(text)}`;
}
