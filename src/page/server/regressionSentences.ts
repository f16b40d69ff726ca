import type { Regression } from '../api/client.ts';
import { durationText } from '../words/durations.ts';

/** What got slower, and by how much. The recovery time is the lower bound, so the regression is no doubt of looks. */
export function regressionSentences(regression: Regression): string[] {
  const { recoveryTimeSeconds, medianSeconds, deviationSeconds, samples, stage } = regression;
  const history = `median ${durationText(medianSeconds)} of ${samples} before, deviation ${durationText(deviationSeconds)}`;
  const stageText = stageSentence(regression);
  if (stage === 'checks') return [stageText, `The recovery time itself is no outlier.`];
  return [`The newest recovery time is at least ${durationText(recoveryTimeSeconds)} (${history}).`, stageText];
}

function stageSentence({ stage, stageSeconds, stageMedianSeconds }: Regression): string {
  if (stage === null || stageSeconds === null) return 'No stage is known to have got slower.';
  const before = stageMedianSeconds === null ? '' : ` (median before: ${durationText(stageMedianSeconds)})`;
  return `The stage that got slower the most: ${stage}, ${durationText(stageSeconds)}${before}.`;
}
