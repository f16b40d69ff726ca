#!/usr/bin/env node
import { nodeTooOld } from './nodeVersion.ts';
import { run } from './run.ts';

const tooOld = nodeTooOld(process.versions.node);
if (tooOld === undefined) {
  await run(process.argv.slice(2));
} else {
  process.stderr.write(tooOld.text);
  process.exitCode = tooOld.status;
}
