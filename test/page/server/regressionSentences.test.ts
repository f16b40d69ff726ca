import { expect, test } from 'vitest';
import { regressionSentences } from '../../../src/page/server/regressionSentences.ts';
import { aRegression } from './trials.ts';

test('a regression is said against its own history, with the stage that got slower', () => {
  expect(regressionSentences(aRegression())).toEqual([
    'The newest recovery time is at least 22 min 5 s (median 10 min 12 s of 19 before, deviation 24 s).',
    'The stage that got slower the most: conversion, 15 min (median before: 3 min 25 s).',
  ]);
});

test('where no stage is known to have got slower, none is named', () => {
  const sentences = regressionSentences(aRegression({ stage: null, stageSeconds: null, stageMedianSeconds: null }));
  expect(sentences[1]).toBe('No stage is known to have got slower.');
});

test('slower checks do not make the recovery time an outlier', () => {
  const sentences = regressionSentences(aRegression({ stage: 'checks' }));
  expect(sentences).toEqual([
    'The stage that got slower the most: checks, 15 min (median before: 3 min 25 s).',
    'The recovery time itself is no outlier.',
  ]);
});
