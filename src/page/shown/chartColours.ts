/** Colours of charts: 3 to 1 or more against light and dark, and apart for colour-blind readers where they touch. */
export const CHART = {
  BLUE: '#3b7fc4',
  DARK_BLUE: '#2e6fb7',
  LIGHT_BLUE: '#5a9bdc',
  RED: '#c8372d',
  ORANGE: '#d9782d',
  PURPLE: '#8a63d2',
  TEAL: '#2fa08f',
  GREY: '#84848c',
} as const;
