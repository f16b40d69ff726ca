import type { DraftCheck } from './draft.ts';

/** A member of a check that has a field. */
export interface CheckField {
  /** Its place in the check. */
  member: string;
  label: string;
  field: 'TEXT' | 'NUMBER' | 'DURATION' | 'TICK' | 'STATUSES';
  constraint?: string;
  byDefault?: boolean;
}

/** Kinds of checks, as people choose them. */
export const CHECK_KINDS = [
  {
    value: 'VERDICT',
    label: 'A person’s verdict',
    description: 'A person, or a pipeline, tests and says in the hold whether it works',
  },
  { value: 'HTTP', label: 'HTTP', description: 'A request to each instance' },
  { value: 'TCP', label: 'TCP', description: 'A connection to each instance' },
  { value: 'UNREACHABLE', label: 'Unreachable', description: 'A host that must not be reachable; as JSON' },
  { value: 'SSM', label: 'SSM', description: 'A command document on each instance; as JSON' },
  { value: 'LAMBDA', label: 'Lambda', description: 'A function judges the drill as a whole; as JSON' },
  { value: 'CONSOLE', label: 'Console', description: 'Screenshot and console output of each instance; as JSON' },
];

const WAVE: CheckField = {
  member: 'of/wave',
  label: 'Only of wave',
  field: 'NUMBER',
  constraint: 'Empty: all servers.',
};
const AFTER: CheckField = {
  ...{ member: 'afterSeconds', label: 'Begins after', field: 'DURATION' },
  constraint: 'From the beginning of the hold; default 0.',
};
const TIMEOUT: CheckField = {
  member: 'timeoutSeconds',
  label: 'Times out after',
  field: 'DURATION',
  constraint: 'Default 5 min.',
};
const ATTEMPTS: CheckField = {
  ...{ member: 'attempts', label: 'Attempts', field: 'NUMBER' },
  constraint: 'Every 15 seconds, 1 to 20; default 1.',
};
const CONTROL: CheckField = {
  ...{ member: 'control/port', label: 'Control port', field: 'NUMBER' },
  constraint: 'It must fail there: a check that cannot fail proves nothing.',
};

/** The fields of a kind, those that matter most first; undefined: its members are entered as JSON. */
export const CHECK_FIELDS: Record<string, CheckField[]> = {
  VERDICT: [AFTER, { ...TIMEOUT, constraint: 'Default: the end of the hold.' }],
  TCP: [
    { member: 'port', label: 'Port', field: 'NUMBER', constraint: '1 to 65535.' },
    CONTROL,
    ATTEMPTS,
    WAVE,
    AFTER,
    TIMEOUT,
  ],
  HTTP: [
    { member: 'path', label: 'Path', field: 'TEXT', constraint: 'Default /.' },
    { member: 'port', label: 'Port', field: 'NUMBER', constraint: 'Default 443, or 80 without TLS.' },
    {
      member: 'statuses',
      label: 'Statuses that pass',
      field: 'STATUSES',
      constraint: 'Default 200; no redirect is followed.',
    },
    { member: 'bodyPattern', label: 'The body contains', field: 'TEXT', constraint: 'A pattern in RE2’s syntax.' },
    {
      member: 'host',
      label: 'Host name',
      field: 'TEXT',
      constraint: 'For the Host header and TLS; default: the address.',
    },
    CONTROL,
    { member: 'control/path', label: 'Control path', field: 'TEXT', constraint: 'It must fail there.' },
    ...[ATTEMPTS, WAVE, AFTER, TIMEOUT],
    { member: 'tls', label: 'With TLS', field: 'TICK', byDefault: true },
    { member: 'verifyTls', label: 'The certificate must be valid', field: 'TICK', byDefault: true },
  ],
};

const EXAMPLES: Record<string, object> = {
  UNREACHABLE: { host: 'db.corp.example.com', port: 5432, control: { port: 443 } },
  SSM: { document: 'AWS-RunShellScript', parameters: { commands: ['/opt/shop/selftest'] } },
  LAMBDA: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:takes-orders' },
  CONSOLE: { afterSeconds: 60 },
};

/** A new check of a kind; one that is entered as JSON begins with an example. */
export function checkOf(kind: string, name: string): DraftCheck {
  const example = EXAMPLES[kind];
  const key = crypto.randomUUID();
  return { key, name, kind, ...(example !== undefined && { text: JSON.stringify(example, null, 2) }) };
}
