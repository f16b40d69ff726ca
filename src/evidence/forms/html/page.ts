import type { World } from '../../../drill/world.ts';
import { NO_WORLD, WORLD_SAID } from '../words.ts';
import { asIs, type Child, type Markup, markup } from './markup.ts';
import { STYLE } from './style.ts';

/** What a page is about. */
export interface Page {
  title: string;
  /** Stands at the edge of every printed page, after the world. */
  name: string;
  world: World | null;
  /** What the world says of this page. */
  worldSaid?: string;
  /** Why nothing on the page is settled yet; null: it is. */
  unsettled: string | null;
  main: Child;
  footer: Child;
}

/** A whole page in one file. It has no script, and its policy forbids every request. */
export function pageOf(page: Page): string {
  const { title, main, footer } = page;
  return String(markup`${asIs('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asIs(STYLE)}</style>
</head>
<body>
<header class="banners">
${banners(page)}
</header>
<main>
${main}
</main>
<footer>
${footer}
</footer>
${strip(page)}
</body>
</html>
`);
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The world comes before everything else. */
function banners({ world, worldSaid, unsettled }: Page): Markup {
  const said = worldSaid ?? (world === null ? NO_WORLD : WORLD_SAID[world]);
  const settled = unsettled === null ? null : markup`<p class="banner unsettled">${unsettled}</p>`;
  return markup`<p class="banner ${classOf(world)}">${said}</p>${settled}`;
}

/** Repeats at the edge of every printed page, where it covers nothing. It only repeats what the page says. */
function strip({ world, name, unsettled }: Page): Markup {
  const words = [world ?? 'WORLD UNKNOWN', unsettled === null ? null : 'NOT FINAL', name];
  const line = words.filter((word) => word !== null).join(' · ');
  return markup`<div class="strip ${classOf(world)}" aria-hidden="true">${line}</div>`;
}

function classOf(world: World | null): string {
  return world === 'SIMULATED' ? 'simulated' : 'real';
}
