import type { KeptOf } from './allowList.ts';
import { call, drill, step } from './shapesOfDrill.ts';
import { entry, job, launchConfiguration, listedTags, log, points, server } from './shapesOfDrs.ts';
import { attribute, instance, networkInterface, snapshot, template, templateVersion, volume } from './shapesOfEc2.ts';

/**
 * The members that are kept, by kind of resource. All others are dropped: names, addresses, accounts, texts, and
 * members that change with every look, such as lags.
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

/** The kept part of a kind. */
export type Kept<Of extends Kind> = KeptOf<(typeof SHAPES)[Of]>;
