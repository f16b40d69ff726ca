import type { Makers } from './bundle/bundleOf.ts';
import { csvOf } from './forms/csvOf.ts';
import { htmlOf } from './forms/htmlOf.ts';
import { markdownOf } from './forms/markdownOf.ts';
import { reportOf } from './report/reportOf.ts';

/** The report and its forms as this version of the product makes them. */
export const MAKERS: Makers = { reportOf, htmlOf, markdownOf, csvOf };
