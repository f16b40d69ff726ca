import { AwsFault } from '../contract.ts';
import { type Input, optionalText, type Refuse, text } from '../requestFields.ts';
import type { World } from '../state.ts';

/**
 * Amazon SNS as far as the product needs it: Publish to a topic, which delivers the message to no one. Not simulated:
 * topics as resources, subscriptions, attributes.
 */
export function callTopics(world: World, operation: string, input: Input): Record<string, unknown> {
  if (operation !== 'Publish') throw new AwsFault('InvalidAction', 400, `The operation ${operation} is not simulated.`);
  text(input, 'TopicArn', refuse, { pattern: /^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/ });
  const message = text(input, 'Message', refuse, { longest: MESSAGE_CHARACTERS_MAX });
  if (input['MessageStructure'] === 'json') checkStructure(message);
  optionalText(input, 'Subject', refuse, { pattern: /^[\x21-\x7e][\x20-\x7e]{0,99}$/ });
  return { MessageId: world.dice.uuid() };
}

/** SNS API reference, Publish: at most 256 KB, and a subject of one line of ASCII with at most 100 characters. */
const MESSAGE_CHARACTERS_MAX = 262_144;

/** SNS API reference, Publish: a message for each protocol; `default` is required. */
function checkStructure(message: string): void {
  let forms: unknown;
  try {
    forms = JSON.parse(message);
  } catch {
    refuse('Message Structure', '- JSON message body failed to parse');
  }
  const { default: otherwise } = Object(forms) as { default?: unknown };
  if (typeof otherwise !== 'string') refuse('Message Structure', '- No default entry in JSON message body');
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidParameter', 400, `Invalid parameter: ${field} ${message}`);
};
