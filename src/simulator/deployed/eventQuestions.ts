import { AwsFault, type Caller } from '../aws/contract.ts';
import { type Input, optionalText, text } from '../aws/requestFields.ts';
import { type Question, type Questions, refuse } from './questions.ts';
import type { DeployedAccount, RuleTruth } from './truth.ts';

const ruleNamesByTarget: Question = (account, input, caller) => {
  const target = text(input, 'TargetArn', refuse);
  const found = rulesOf(account, input, caller).filter(({ targets }) => targets.some(({ Arn }) => Arn === target));
  return { RuleNames: found.map(({ name }) => name) };
};

const rule: Question = (account, input, caller) => {
  const { name, bus, state, pattern } = ruleOf(account, input, caller, 'Name');
  return { Name: name, EventBusName: bus, State: state, EventPattern: JSON.stringify(pattern) };
};

const targets: Question = (account, input, caller) => ({
  Targets: ruleOf(account, input, caller, 'Rule').targets.map((target) => ({ ...target })),
});

/** EventBridge's read operations (EventBridge API reference). */
export const eventQuestions: Questions = [
  ['events:ListRuleNamesByTarget', ruleNamesByTarget],
  ['events:DescribeRule', rule],
  ['events:ListTargetsByRule', targets],
];

function rulesOf({ rules, buses }: DeployedAccount, input: Input, { region }: Caller): RuleTruth[] {
  const requested = optionalText(input, 'EventBusName', refuse) ?? 'default';
  if (!buses.includes(requested))
    throw new AwsFault('ResourceNotFoundException', 400, `Event bus ${requested} does not exist.`);
  return rules.filter(({ bus, region: where }) => bus === requested && where === region);
}

function ruleOf(account: DeployedAccount, input: Input, caller: Caller, member: string): RuleTruth {
  const requested = text(input, member, refuse);
  const found = rulesOf(account, input, caller).find(({ name }) => name === requested);
  if (found === undefined) throw new AwsFault('ResourceNotFoundException', 400, `Rule ${requested} does not exist.`);
  return found;
}
