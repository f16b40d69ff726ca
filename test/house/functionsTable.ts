import {
  allowed,
  allowedTo,
  at,
  listed,
  resourcesOf,
  roleOf,
  type Statement,
  type Template,
  textsIn,
} from './template.ts';

/** The documentation page of what every function may read, write and call. */
export function functionsPage(template: Template): string {
  const names = functionNames(template);
  const managed = resourcesOf(template, 'AWS::IAM::ManagedPolicy').map(([name]) => name);
  return [
    '# What each function may do',
    '',
    'Generated from the deployed template and checked by a test (`test/house/functions.test.ts`). It shows what an attacker could do who runs',
    'code in a function. `test/house/takenOver.test.ts` evaluates these policies for the worst cases.',
    '',
    'Every function also writes its own logs and traces (`probe` only logs), and has `UseKey` if the deployment has its own KMS key. Partitions of the table are named by their content:',
    '',
    '| partition | holds |',
    '|---|---|',
    ...PARTITIONS.map(([, name, holds]) => `| ${name} | ${holds} |`),
    '',
    'A right on **drills** covers all items of all drills, because partitions are the smallest unit of IAM conditions. Functions with it can rewrite the journal,',
    'because they save drills; `publish` and the alarm `journal-rewritten` detect every journal entry and every move of a lever that is changed or removed.',
    '',
    '| function | reads in the table | writes in the table | calls |',
    '|---|---|---|---|',
    ...names.map((name) => rowOf(template, name)),
    '',
    '## Policies named above',
    '',
    ...managed.flatMap((name) => [
      `**${name}**: ${callsOf(allowed(template).filter((one) => one.at === name)).join(', ')}.`,
      '',
    ]),
  ].join('\n');
}

const PARTITIONS: readonly [pattern: string, name: string, holds: string][] = [
  ['$drs-drill#drillId_*', 'drills', 'record, summary, journal and effects of a drill'],
  ['$drs-drill#inbox_*', 'inboxes', 'inputs of a drill that it has not read yet'],
  ['$drs-drill#personNotes_*', 'notes of people', 'notes of people'],
  ['$drs-drill#seals_*', 'seals', 'what of a drill is to be sealed, and where it was'],
  ['$drs-drill#notes_*', 'notes', 'notes of the guard before a termination'],
  [
    '$drs-drill#accountId_*',
    'places',
    'claims, quotas and lever of a site; pauses requested by AWS; owners of instances',
  ],
  ['$drs-drill#levers_*', 'moves', 'every move of a lever'],
  ['$drs-drill#schedules_*', 'schedules', 'schedules of plans'],
  ['$drs-drill#receiptId_*', 'receipts', 'requests by idempotency key'],
  ['$drs-drill', 'deployment', 'the id of the deployment, and the newest restore'],
  ['$drs-drill#sourceServerId_*', 'servers', 'lines, trials and findings of source servers'],
  ['$drs-drill#by_*', 'statistics', 'statistics and regressions'],
  ['$drs-drill#counted_*', 'counted', 'the drills counted in the statistics'],
];

function functionNames(template: Template): string[] {
  return resourcesOf(template, 'AWS::Lambda::Function')
    .map(([, { Properties }]) => String(Properties['FunctionName']).replace(/^drs-drill-[a-z]+-/, ''))
    .sort();
}

function rowOf(template: Template, name: string): string {
  const role = roleOf(template, name);
  const own = allowedTo(template, name).filter((one) => one.at === role);
  const attached = textsIn(template.Resources[role]?.Properties['ManagedPolicyArns']).filter(
    (text) => template.Resources[text] !== undefined && text !== 'UseKey',
  );
  const denied = deniedToCode(template, role);
  const calls = [...callsOf(own.map((one) => without(one, denied))), ...attached.map((policy) => `**${policy}**`)];
  return `| ${name} | ${tableOf(own, READS)} | ${tableOf(own, WRITES)} | ${calls.join(', ') || '-'} |`;
}

/** Rights that only Lambda itself may use with the role. */
function deniedToCode(template: Template, role: string): string[] {
  const document = at(template.Resources[role]?.Properties['Policies'], 0, 'PolicyDocument');
  return listed(at(document, 'Statement'))
    .filter((one) => at(one, 'Effect') === 'Deny')
    .filter((one) => at(one, 'Condition', 'ArnEquals', 'lambda:SourceFunctionArn') !== undefined)
    .flatMap((one) => listed(at(one, 'Action')).map(String));
}

function without(statement: Statement, denied: string[]): Statement {
  return { ...statement, Action: statement.Action.filter((one) => !denied.includes(one)) };
}

const READS: Readonly<Record<string, string>> = { 'dynamodb:GetItem': 'get', 'dynamodb:Query': 'query' };
const WRITES: Readonly<Record<string, string>> = {
  'dynamodb:PutItem': 'put',
  'dynamodb:UpdateItem': 'update',
  'dynamodb:DeleteItem': 'delete',
};

/** The allowed actions by partition or index. */
function tableOf(statements: Statement[], words: Readonly<Record<string, string>>): string {
  const done = new Map<string, Set<string>>();
  for (const { Action, Resource, Condition } of statements) {
    const actions = Action.flatMap((one) => words[one] ?? []);
    if (actions.length === 0) continue;
    for (const place of placesOf(Resource, Condition))
      done.set(place, new Set([...(done.get(place) ?? []), ...actions]));
  }
  return [...done].map(([place, actions]) => `${place} (${[...actions].join(', ')})`).join(', ') || '-';
}

function placesOf(resource: unknown, condition: unknown): string[] {
  const indexes = textsIn(resource).flatMap((text) => /\/index\/(\w+)$/.exec(text)?.[1] ?? []);
  if (indexes.length > 0) return indexes;
  const keys = textsIn(at(condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys'));
  return keys.length === 0
    ? ['**everything**']
    : keys.map((key) => PARTITIONS.find(([pattern]) => pattern === key)?.[1] ?? `\`${key}\``);
}

/** What every function has, and what Lambda does on its behalf. */
const OF_EVERY_FUNCTION = /^(logs|xray):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

function callsOf(statements: Statement[]): string[] {
  const calls = statements.flatMap(({ Action, Resource, Condition }) =>
    Action.filter((one) => !(one in READS) && !(one in WRITES) && !OF_EVERY_FUNCTION.test(one)).map(
      (one) => `${one}${onWhat(one, Resource)}${boundBy(Condition)}`,
    ),
  );
  return [...new Set(calls)];
}

/** The resource, if it matters. */
function onWhat(action: string, resource: unknown): string {
  const named = NAMED.find(([parameter]) => textsIn(resource).includes(parameter));
  if (named !== undefined) return named[1];
  if (action.startsWith('s3:'))
    return ` on ${textsIn(resource)
      .join()
      .replace(/^\$\{(\w+)\.Arn\}/, '$1')}`;
  if (textsIn(resource).some((text) => text.endsWith('-probe'))) return ' on probe';
  if (!action.startsWith('sqs:')) return '';
  return ` on ${textsIn(resource)
    .filter((text) => text !== 'Arn')
    .join(' and ')}`;
}

/** Resources that a parameter of the deployment names. */
const NAMED: readonly [parameter: string, words: string][] = [
  ['CheckDocuments', ' of the documents in `checkDocuments`'],
  ['CheckFunctions', ' on the functions in `checkFunctions`'],
];

function boundBy(condition: unknown): string {
  const bounds = [condition, ...listed(condition)];
  if (bounds.some((one) => textsIn(at(one, 'Bool')).length > 0)) return ' (only through a service)';
  const isLaunched =
    at(condition, 'Null', 'aws:ResourceTag/drs.amazonaws.com-job') === 'false' ||
    at(condition, 'StringLike', 'ssm:resourceTag/drs.amazonaws.com-job') !== undefined;
  if (isLaunched) return ' (on instances launched by DRS)';
  const tag = textsIn(at(condition, 'StringEquals', 'aws:RequestTag/ExecutionType'))[0];
  const service = textsIn(at(condition, 'StringEquals', 'iam:PassedToService'))[0];
  if (tag !== undefined) return ` (tagged ExecutionType=${tag})`;
  return service === undefined ? '' : ` (to ${service})`;
}
