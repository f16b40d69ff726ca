import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Look } from '../openPage.ts';

/** A picture of a view. */
export interface Picture {
  name: string;
  png: Buffer;
}

interface Sheets {
  folder: string;
  title: string;
  /** How the pictures were taken. */
  look: Look;
}

/** Writes sheets of some pictures each, and says their paths. */
export async function writeSheets(
  browser: Browser,
  pictures: Picture[],
  { folder, title, look }: Sheets,
): Promise<void> {
  await writeSingles(pictures, folder, title);
  const isWide = look.width > 500;
  const { columns, rows } = isWide ? { columns: 3, rows: 2 } : { columns: 6, rows: 1 };
  for (let from = 0; from < pictures.length; from += columns * rows) {
    const some = pictures.slice(from, from + columns * rows);
    const path = join(folder, `${title.replaceAll(' ', '-')}-${1 + from / (columns * rows)}.png`);
    await writeFile(path, await tiled(browser, some, { columns, title }));
    process.stdout.write(`${path}\n`);
  }
}

/** Each picture by itself, to look closer. */
async function writeSingles(pictures: Picture[], folder: string, title: string): Promise<void> {
  const singles = join(folder, title.replaceAll(' ', '-'));
  await mkdir(singles, { recursive: true });
  for (const [index, { name, png }] of pictures.entries()) {
    const file = `${String(index + 1).padStart(2, '0')}-${name.split('  ')[0]?.replaceAll(/[^a-z]+/g, '-')}.png`;
    await writeFile(join(singles, file), png);
  }
}

async function tiled(
  browser: Browser,
  pictures: Picture[],
  { columns, title }: { columns: number; title: string },
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: SHEET_PIXELS, height: 900 } });
  const figures = pictures.map(
    ({ name, png }) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  await page.setContent(
    `<style>${STYLE}</style><h1>${title}</h1><main style="grid-template-columns: repeat(${columns}, 1fr)">${figures.join('')}</main>`,
  );
  const sheet = await page.screenshot({ fullPage: true });
  await page.close();
  return sheet;
}

const SHEET_PIXELS = 1920;

const STYLE = `
  body { margin: 8px; background: #888; font: 14px sans-serif; color: #fff; }
  h1 { font-size: 16px; margin: 0 0 8px; }
  main { display: grid; gap: 12px; align-items: start; }
  figure { margin: 0; max-height: 1100px; overflow: hidden; }
  img { width: 100%; display: block; }
`;
