/** What nobody would write in good faith: markup, a text direction that never ends, and 8 KB in one word. */
export const HOSTILE = `<script>window.hostile = true</script><img src="https://evil.example/x" onerror="window.hostile = true"> \u202e${'x'.repeat(8000)}`;

/** Puts a text into every member of an answer that a person or AWS has written. */
export function textsReplaced(body: unknown, text: string): unknown {
  if (Array.isArray(body)) return body.map((one) => textsReplaced(one, text));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, isWritten(name, value) ? text : textsReplaced(value, text)]),
  );
}

function isWritten(name: string, value: unknown): boolean {
  return WRITTEN.includes(name) && (typeof value === 'string' || (value === null && FILLED.includes(name)));
}

/** Shown when they have a text, so that they get one. */
const FILLED = [
  'why',
  'quarantined',
  'contradiction',
  'terminationRefused',
  'unproven',
  'error',
  'waitsFor',
  'because',
];

const WRITTEN = [
  ...FILLED,
  ...['author', 'by', 'cancelledBy', 'changeReference', 'description', 'detail', 'endedBy', 'extendedBy', 'hostname'],
  ...['lastWords', 'message', 'person', 'reason', 'recoveryPlan', 'remedy', 'requestedBy', 'role', 'savedBy', 'text'],
  ...['title', 'what', 'rawError', 'errorText', 'note', 'summary'],
];
