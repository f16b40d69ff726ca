/** The stages of a server in a drill, in order. */
export const STAGES = [
  'WAITING',
  'LAUNCHING',
  'BOOTING',
  'READY',
  'HOLDING',
  'DOWN',
  'LEAVING',
  'TERMINATING',
  'PROVING',
] as const;

export type Stage = (typeof STAGES)[number];

/** What each stage is called, and what it lasts from and to. */
export const STAGE_WORDS: Record<Stage, { name: string; meaning: string }> = {
  WAITING: { name: 'Waiting', meaning: 'From the request until DRS made its job' },
  LAUNCHING: { name: 'Launching', meaning: 'Until DRS had launched the instance' },
  BOOTING: { name: 'Booting', meaning: 'Until a look found it working' },
  READY: { name: 'Ready', meaning: 'It works, and waits for the other servers' },
  HOLDING: { name: 'Holding', meaning: 'It is up, and people and checks test it' },
  DOWN: {
    name: 'Failed or lost',
    meaning: 'It did not launch, did not pass verification, or went down before the hold ended',
  },
  LEAVING: { name: 'To be terminated', meaning: 'Until DRS accepted the termination' },
  TERMINATING: { name: 'Terminating', meaning: 'Until an event reported it terminated, or it was proved gone' },
  PROVING: { name: 'Proving gone', meaning: 'Until a look proved that nothing of it is left' },
};
