#!/usr/bin/env node
import { nodeTooOld } from './nodeVersion.ts';

const tooOld = nodeTooOld(process.versions.node);
if (tooOld === undefined) {
  // Loaded only now: an older Node.js might stumble over what it does not know before it could be told.
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2));
} else {
  process.stderr.write(tooOld.text);
  process.exitCode = tooOld.status;
}
