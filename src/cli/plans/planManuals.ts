import type { Manual } from '../terminal/manual.ts';

export const PLAN: Manual = {
  summary: 'save, show and check plans',
  description:
    'Saves drills under a name. A plan is the body of a drill in a file of YAML, which may be kept in Git; every change of it is a version that never changes. `drs-drill start --plan` starts a drill from it.',
  examples: [
    ['Save a plan, or a change of it', 'drs-drill plan apply web-shop.yaml'],
    ['Start a drill from it', 'drs-drill start --plan web-shop'],
  ],
  exits: [],
};

export const APPLY: Manual = {
  summary: 'save a plan from a file',
  description:
    'Checks a file of YAML by the JSON Schema of a plan, shows what would change, asks, and saves it as the newest version. The plan has the name of the file. A file without a change saves nothing.',
  examples: [
    ['In a pipeline', 'drs-drill plan apply web-shop.yaml --yes'],
    ['Under another name', 'drs-drill plan apply drill.yaml --name web-shop'],
  ],
  exits: [],
};

export const GET: Manual = {
  summary: 'show a plan',
  description: 'Shows a plan with its body, in its newest version or in another one.',
  examples: [
    ['Its body as YAML', 'drs-drill plan get web-shop --query body --output yaml'],
    ['An earlier version', 'drs-drill plan get web-shop --plan-version 1'],
  ],
  exits: [],
};

export const DIFF: Manual = {
  summary: 'compare a file with the saved plan',
  description: 'Checks a file and shows how it differs from the saved plan; it saves nothing.',
  examples: [
    ['What `plan apply` would change', 'drs-drill plan diff web-shop.yaml'],
    ['Whether anything would change', 'drs-drill plan diff web-shop.yaml --query changed'],
  ],
  exits: [],
};

export const DELETE: Manual = {
  summary: 'delete a plan',
  description:
    'Deletes a plan: it starts no more drills. Its versions stay, and drills that it has started go on. A plan that is saved again under this name continues their numbers.',
  examples: [['In a script', 'drs-drill plan delete web-shop --yes']],
  exits: [],
};

export const VALIDATE: Manual = {
  summary: 'check a file without saving it',
  description:
    'Checks a file by the JSON Schema of a plan, and reports each fault with its line and column. It needs no API. Only `plan apply` also checks how the parts fit together, and the limits of the deployment: its sites, its longest hold, what checks may use.',
  examples: [['Before a commit', 'drs-drill plan validate web-shop.yaml']],
  exits: [],
};

export const IMPORT: Manual = {
  summary: 'turn a recovery plan of DRS into a file',
  description:
    'Reads what `aws drs list-recovery-plan-steps` printed and prints it as the YAML of a plan. Steps with servers become waves, steps that wait become waits, and servers with the impact OPTIONAL become optional waves. What has no equal becomes a comment. It needs no API.',
  examples: [
    [
      'A plan of DRS',
      'aws drs list-recovery-plan-steps --recovery-plan-arn ARN | drs-drill plan import - > web-shop.yaml',
    ],
  ],
  exits: [],
};
