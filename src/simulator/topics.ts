import { AwsFault } from './aws.ts';
import { type Input, optionalText, type Refuse, text } from './inputs.ts';
import type { World } from './state.ts';

/**
 * Amazon SNS as far as the product needs it: Publish to a topic, whose message then goes nowhere. Not done: topics as resources,
 * subscriptions, attributes.
 */
export function callTopics(world: World, operation: string, input: Input): Record<string, unknown> {
  if (operation !== 'Publish') throw new AwsFault('InvalidAction', 400, `Of SNS, ${operation} is not simulated.`);
  text(input, 'TopicArn', refuse, { pattern: /^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/ });
  text(input, 'Message', refuse, { longest: MESSAGE_CHARACTERS_MAX });
  optionalText(input, 'Subject', refuse, { pattern: /^[\x21-\x7e][\x20-\x7e]{0,99}$/ });
  return { MessageId: world.dice.uuid() };
}

/** SNS API reference, Publish: at most 256 KB, and a subject of one line of ASCII with at most 100 characters. */
const MESSAGE_CHARACTERS_MAX = 262_144;

const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidParameter', 400, `Invalid parameter: ${field} ${message}`);
};
