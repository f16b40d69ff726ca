/** The style sheet of a page: light and dark on screens, black on white on A4 and Letter. Contrasts are AA. */
export const STYLE = `
:root { color-scheme: light; --paper: #fff; --ink: #1a1d21; --soft: #4b5563; --line: #c9ced6; --tint: #f4f6f8;
  --link: #0b4fa8; --good: #0b6b2e; --good-tint: #e7f5ec; --bad: #a11212; --bad-tint: #fdecec; --warn: #7a4b00;
  --warn-tint: #fff4dc; --stage1: #35618e; --stage2: #8a5a9e; --stage3: #b0651d; --stage4: #3d7a55; --rest: #8791a0; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --paper: #14171b; --ink: #e8eaed; --soft: #aab2bd; --line: #3f4650; --tint: #1d2228;
    --link: #8ab8ff; --good: #7ee2a0; --good-tint: #12301f; --bad: #ff9d96; --bad-tint: #3d1616; --warn: #ffd27d;
    --warn-tint: #382a0b; --stage1: #7fb2e5; --stage2: #c79bdc; --stage3: #eea35c; --stage4: #7fc99d; --rest: #8791a0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 0.95rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: anywhere; }
main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; break-after: avoid; }
h1 { font-size: 1.7rem; margin: 1rem 0 0.2rem; }
h2 { font-size: 1.25rem; padding-top: 0.5rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.02rem; }
p { margin: 0.4em 0; max-width: 50rem; }
a { color: var(--link); }
ul { margin: 0.4em 0; padding-left: 1.3rem; max-width: 50rem; }
code, .id { font-family: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; font-size: 0.88em;
  display: inline-block; max-width: 100%; line-break: anywhere; }
pre, .text { white-space: pre-wrap; }
bdi { unicode-bidi: isolate; }
.soft, .none { color: var(--soft); }
.sub { display: block; color: var(--soft); font-size: 0.85em; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.warn { color: var(--warn); font-weight: 600; }
.banner { max-width: none; margin: 0; padding: 0.6rem max(1.5rem, calc(50% - 34.5rem)); font-weight: 700; font-size: 1.05rem; }
.simulated { background: #ffd400; color: #000; border-block: 8px solid;
  border-image: repeating-linear-gradient(135deg, #000 0 12px, #ffd400 12px 24px) 8; }
.real { background: var(--tint); border-bottom: 1px solid var(--line); }
.unsettled { background: #a11212; color: #fff; }
@media screen { .banners { position: sticky; top: 0; z-index: 1; } section { scroll-margin-top: 7rem; } }
.strip { display: none; }
.verdict { margin: 0.8rem 0; padding: 0.8rem 1.1rem; border-left: 8px solid var(--line); background: var(--tint);
  break-inside: avoid; }
.verdict p { margin: 0.15em 0; }
.verdict .word { font-size: 1.55rem; font-weight: 700; line-height: 1.25; }
.verdict.good, .verdict.bad, .verdict.warn { font-weight: 400; color: var(--ink); }
.verdict.good { border-color: var(--good); background: var(--good-tint); } .verdict.good .word { color: var(--good); }
.verdict.warn { border-color: var(--warn); background: var(--warn-tint); } .verdict.warn .word { color: var(--warn); }
.verdict.bad { border-color: var(--bad); background: var(--bad-tint); } .verdict.bad .word { color: var(--bad); }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: 0.2rem 1rem; margin: 0.6rem 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; } }
@media (min-width: 60rem) { .first dl { grid-template-columns: auto minmax(0, 1fr) auto minmax(0, 1fr); }
  #limits ul { columns: 2; column-gap: 2rem; max-width: none; } }
nav ol { columns: 3 12rem; padding-left: 1.5rem; }
.scroll { overflow-x: auto; margin: 0.6rem 0 1.2rem; }
.scroll:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 0.88em; }
caption { text-align: left; max-width: 100%; font-weight: 600; padding: 0.2rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600; vertical-align: bottom; }
thead th { overflow-wrap: normal; }
tbody th { font-weight: 600; } tbody th.plain, th .sub { font-weight: 400; }
.unseen caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
time { font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; max-width: 100%; } svg text { fill: var(--soft); font-size: 11px; }
.stage1 { fill: var(--stage1); } .stage2 { fill: var(--stage2); } .stage3 { fill: var(--stage3); }
.stage4 { fill: var(--stage4); } .rest { fill: var(--rest); } .goal { stroke: var(--bad); stroke-width: 2; }
.known { fill: var(--ink); } .unsure { fill: var(--ink); opacity: 0.35; } .track { fill: var(--tint); }
.axis { stroke: var(--line); } .tick { stroke: var(--soft); } .held { fill: var(--stage4); opacity: 0.35; }
.amiss { fill: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; font-size: 0.88em; color: var(--soft); padding: 0;
  list-style: none; max-width: none; } .legend svg { display: inline-block; width: 1.1rem; height: 0.7rem; }
footer { margin-top: 2rem; padding-bottom: 2rem; border-top: 2px solid var(--line); color: var(--soft); font-size: 0.88em; }
@page { margin: 14mm 12mm 15mm 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  body { padding: 0 0 0 9mm; font-size: 9pt; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  .strip { display: block; position: fixed; left: 0; top: 0; bottom: 0; width: 5.5mm; font: 700 8pt/5.5mm sans-serif;
    writing-mode: vertical-rl; text-align: center; white-space: nowrap; overflow: hidden; color: #000;
    background: #e5e8ec; }
  .strip.simulated { border: 0; background: repeating-linear-gradient(135deg, #ffd400 0 5mm, #ffe766 5mm 10mm); }
  main, footer { max-width: none; padding: 0; }
  .banner { margin: 0 0 2mm; padding: 1.5mm 3mm; font-size: 9.8pt; }
  h1 { font-size: 15pt; margin: 0 0 1mm; } h2 { font-size: 12pt; margin-top: 5mm; } h3 { font-size: 10pt; }
  .first h2 { margin: 2.5mm 0 1mm; } .verdict { margin: 2mm 0; padding: 1.5mm 3mm; } .verdict .word { font-size: 15pt; }
  .first dl { grid-template-columns: auto minmax(0, 1fr) auto minmax(0, 1fr); gap: 0.4mm 3mm; }
  .first { break-after: page; font-size: 8.3pt; line-height: 1.24; } .first h2 { padding-top: 1mm; }
  #limits ul { columns: 2; column-gap: 6mm; } nav { display: none; }
  p, ul { max-width: none; }
  .scroll { overflow: visible; margin: 1mm 0 3mm; } 
  table { font-size: 7.6pt; min-width: 0 !important; } thead { display: table-header-group; }
  caption, thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  th, td { padding: 0.6mm 1.5mm 0.6mm 0; } tr, dt, dd, li, svg { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
