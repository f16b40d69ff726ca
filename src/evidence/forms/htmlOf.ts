import type { Report } from '../report/report.ts';
import { afterwards } from './html/afterwards.ts';
import { background } from './html/background.ts';
import { checks } from './html/checks.ts';
import { cleanup } from './html/cleanup.ts';
import { clocks } from './html/clocks.ts';
import { comparison } from './html/comparison.ts';
import { course } from './html/course.ts';
import { firstPage } from './html/firstPage.ts';
import { integrity } from './html/integrity.ts';
import { type Markup, markup } from './html/markup.ts';
import { pageOf } from './html/page.ts';
import { id } from './html/pieces.ts';
import { servers } from './html/servers.ts';

/**
 * A report as one HTML file: the verdict and its limits on the first page, everything else in the report behind it. It
 * asks nothing of anybody: no script, no picture, no font from elsewhere.
 */
export function htmlOf(report: Report): string {
  const { identity, final } = report;
  return pageOf({
    title: `Drill ${identity.drillId}: report of a disaster-recovery drill`,
    name: identity.drillId,
    world: identity.world,
    unsettled: final ? null : NOT_FINAL,
    main: [
      firstPage(report),
      background(report),
      course(report),
      servers(report),
      checks(report),
      cleanup(report),
      afterwards(report),
      comparison(report),
      clocks(report),
      integrity(report),
    ],
    footer: footer(report),
  });
}

const NOT_FINAL = 'NOT FINAL: the drill may still change, and nothing here is settled.';

function footer({ identity: { product }, format }: Report): Markup {
  return markup`<p>Made by ${product.name} ${product.version} from the drill’s journal. Format ${id(format)}.
Every time is in UTC. “–” means that something was not measured or does not apply.</p>`;
}
