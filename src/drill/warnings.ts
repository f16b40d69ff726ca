import type { Warning } from './drill.ts';
import type { ServerInspection } from './inputs.ts';

/** What does not keep a server from being drilled, and makes its cleaning hard. */
export function warningsOf(server: ServerInspection): Warning[] {
  if (!server.exists || !server.template) return [];
  const { sourceServerId, template } = server;
  const checks = [
    ...(template.isProtected ? ['termination-allowed'] : []),
    ...(template.keepsVolumes ? ['volumes-deleted'] : []),
  ];
  return checks.map((check) => ({ check, sourceServerId }));
}

/** What is said of a warning, and what puts it right. */
export function wordsOf(check: string): { message: string; remedy: string } {
  return WORDS[check] ?? { message: 'It makes the cleaning hard.', remedy: 'See the journal.' };
}

/** EC2 API reference, RequestLaunchTemplateData: DisableApiTermination; BlockDeviceMappings, Ebs.DeleteOnTermination. */
const WORDS: Readonly<Record<string, { message: string; remedy: string }>> = {
  'termination-allowed': {
    message: 'Its launch template protects the instance from termination, so DRS may not be able to terminate it.',
    remedy: 'Set DisableApiTermination to false in the default version of the launch template.',
  },
  'volumes-deleted': {
    message: 'Its launch template keeps a volume when the instance is terminated, so the drill may not end clean.',
    remedy: 'Set DeleteOnTermination to true for every volume in the default version of the launch template.',
  },
};
