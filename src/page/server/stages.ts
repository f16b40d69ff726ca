import type { Stages } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';

/** The stages of a launch in their order; the checks come after the recovery time. */
export const STAGES = ['snapshot', 'conversion', 'launch', 'boot', 'checks'] as const;

export type Stage = (typeof STAGES)[number];

/** A stage that was measured. */
export interface StagePart {
  stage: Stage;
  seconds: number;
}

/** The measured stages of a drill, in order. */
export function stageParts(stages: Stages): StagePart[] {
  return STAGES.flatMap((stage) => {
    const seconds = stageSeconds(stages, stage);
    return seconds === null ? [] : [{ stage, seconds }];
  });
}

/** How long a stage took; the boot and the checks are upper bounds. Null: not measured. */
export function stageSeconds(stages: Stages, stage: Stage): number | null {
  return stages[`${stage}Seconds`];
}

/** Colours that differ in hue and in lightness, in the order of the stages, for light and dark. */
export const STAGE_COLOURS: Record<Stage, string> = {
  snapshot: CHART.PURPLE,
  conversion: CHART.BLUE,
  launch: CHART.TEAL,
  boot: CHART.ORANGE,
  checks: CHART.GREY,
};
