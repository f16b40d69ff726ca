/** Expressions that are offered, with what they mean. */
export function timingExamples(nowMs: number): { value: string; description: string }[] {
  const day = new Date(nowMs + WEEK_MS).toISOString().slice(0, 10);
  return [...EXAMPLES, { value: `at(${day}T02:00:00)`, description: 'once' }];
}

/** The expression that was typed: whoever types or takes the words of an example means its expression. */
export function expressionOf(typed: string, nowMs: number): string {
  const words = typed.trim().toLowerCase();
  return timingExamples(nowMs).find(({ description }) => description.toLowerCase() === words)?.value ?? typed;
}

const WEEK_MS = 7 * 86_400_000;

const EXAMPLES = [
  { value: 'cron(0 2 ? * MON-FRI *)', description: 'every working day at 02:00' },
  { value: 'cron(0 2 ? * SUN *)', description: 'every Sunday at 02:00' },
  { value: 'cron(0 2 ? * 6L *)', description: 'the last Friday of the month at 02:00' },
  { value: 'cron(0 2 1 * ? *)', description: 'the first day of the month at 02:00' },
  { value: 'rate(1 day)', description: 'every 24 hours' },
  { value: 'rate(12 hours)', description: 'every 12 hours' },
];
