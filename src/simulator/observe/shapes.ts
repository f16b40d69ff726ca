import type { KeptOf } from './allowList.ts';
import { call, drill, step } from './shapesOfDrill.ts';
import { entry, job, launchConfiguration, listedTags, log, points, server } from './shapesOfDrs.ts';
import { attribute, instance, networkInterface, snapshot, template, templateVersion, volume } from './shapesOfEc2.ts';

/**
 * What is kept, by kind of what is looked at. Whatever is not named is not kept: names, addresses, accounts, texts. Members that change
 * with every look, such as lags, are left out as well.
 */
export const SHAPES = {
  drill,
  step,
  job,
  log,
  server,
  entry,
  points,
  launchConfiguration,
  template,
  templateVersion,
  instance,
  attribute,
  volume,
  networkInterface,
  snapshot,
  listedTags,
  call,
};

export type Kind = keyof typeof SHAPES;

/** What is kept of a kind. */
export type Kept<Of extends Kind> = KeptOf<(typeof SHAPES)[Of]>;
