import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { completionScript } from '../../src/cli/terminal/completion.ts';

const bash = completionScript(makeProgram(), 'bash');

/** The completions of bash after these words; the last word is incomplete. */
function offered(...words: string[]): string[] {
  const typed = ['drs-drill', ...words].map((word) => `'${word}'`).join(' ');
  const asking = `${bash}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _drs_drill; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', asking], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('completion', () => {
  test('offers every verb, also after options', () => {
    const verbs = makeProgram().commands.map((one) => one.name());
    expect(offered('')).toEqual(expect.arrayContaining(verbs));
    expect(offered('wa')).toEqual(['watch', 'wait']);
    expect(offered('--api', 'http://127.0.0.1:1', 'le')).toEqual(['leaks', 'lever']);
  });

  test('offers the options of the typed verb', () => {
    expect(offered('start', '--objective')).toEqual(['--objective-recovery-time', '--objective-recovery-point']);
    expect(offered('export', 'tr')).toEqual(['trials']);
    expect(offered('export', 'statistics', '--b')).toEqual(['--by']);
    expect(offered('get', '--objective')).toEqual([]);
  });

  test('offers the values of an option with choices', () => {
    expect(offered('drills', '--output', '')).toEqual(['table', 'json', 'yaml', 'jsonl', 'csv']);
    expect(offered('drills', '--phase', 'H')).toEqual(['HOLDING']);
  });

  test('zsh and fish have the same words', () => {
    expect(completionScript(makeProgram(), 'zsh')).toContain(bash);
    const fish = completionScript(makeProgram(), 'fish');
    expect(fish).toMatch(/-n '__fish_seen_subcommand_from drills' -l phase -x -a 'REQUESTED VALIDATING/);
    expect(fish).toMatch(/-a 'acknowledge' -d 'end a leaked drill/);
  });
});
