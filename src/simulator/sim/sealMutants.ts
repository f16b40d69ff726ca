import type { Safeguard } from './mutant.ts';

/** Every drill that has ended has evidence, once, and it stands. */
export const SEAL_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'envelope-last',
    why: 'A function may die between two calls. The envelope counts once it is there, so its files are there before.',
    edits: [
      { file: 'src/flow/evidence/sealDrill.ts', find: '  await storeFiles(ports.bundles, bundle);\n', replace: '' },
      {
        file: 'src/flow/evidence/sealDrill.ts',
        find: '  const stored = isOurs ?',
        replace: '  await storeFiles(ports.bundles, bundle);\n  const stored = isOurs ?',
      },
    ],
  },
  {
    name: 'envelope-only-if-new',
    why: 'An event may come twice while two versions of the product run. One envelope counts, and stays.',
    edits: [{ file: 'src/aws/evidence/bundles.ts', find: "        IfNoneMatch: '*',\n", replace: '' }],
  },
  {
    name: 'receipt-of-the-stored',
    why: 'Another function may have stored the envelope just before, of the same drill and with other bytes.',
    edits: [
      {
        file: 'src/flow/evidence/sealDrill.ts',
        find: 'isOurs ? envelope : await ports.bundles.read(name)',
        replace: 'isOurs || name ? envelope : await ports.bundles.read(name)',
      },
    ],
  },
  {
    name: 'due-with-the-end',
    why: 'The event that says that a drill has ended may be lost. The table then still says that it is to be sealed.',
    edits: [
      {
        file: 'src/simulator/memory/memoryRows.ts',
        find: "rows.unsealed.of(save.drill.drillId).set('ENDED', changes.unsealed.dueAt);",
        replace: 'rows.unsealed.of(save.drill.drillId);',
      },
    ],
  },
  {
    name: 'due-until-kept',
    why: 'A function may die after it has stored a bundle and before it has kept the receipt. It stays due until then.',
    edits: [
      {
        file: 'src/flow/evidence/sealDrill.ts',
        find: '  const first = receipts.find(',
        replace: '  await ports.seals.keep(null, due, null);\n  const first = receipts.find(',
      },
    ],
  },
  {
    name: 'hourly-look',
    why: 'An event is delivered a few times and may be lost. What is due is looked for every hour.',
    edits: [
      {
        file: 'src/flow/evidence/sealOverdue.ts',
        find: '    try {\n      overdue.sealed +=',
        replace: "    try {\n      if (drillId !== '') continue;\n      overdue.sealed +=",
      },
    ],
  },
];
