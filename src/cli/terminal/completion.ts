import type { Command, Help, Option } from 'commander';

/** The supported shells. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The completion script of a shell, with every verb and option of the program. */
export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program, program.createHelp(), []);
  if (shell === 'fish') return fishScript(places);
  return shell === 'bash' ? bashScript(places) : `autoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
}

/** The completions after a verb, or at the beginning when there is no verb. */
interface Place {
  verbs: string[];
  commands: { name: string; said: string }[];
  options: Choice[];
}

interface Choice {
  names: string[];
  said: string;
  values: readonly string[] | undefined;
  takesValue: boolean;
}

function placesOf(command: Command, help: Help, verbs: string[]): Place[] {
  const commands = help.visibleCommands(command);
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)].map(choiceOf);
  const place = { verbs, options, commands: commands.map((one) => ({ name: one.name(), said: one.summary() })) };
  return [place, ...commands.flatMap((one) => placesOf(one, help, [...verbs, one.name()]))];
}

function choiceOf({ short, long, description, argChoices, required, optional }: Option): Choice {
  const names = [long, short].flatMap((name) => name ?? []);
  return { names, said: description, values: argChoices, takesValue: required || optional };
}

/** Works in bash 3 of macOS, which has no associative arrays. */
function bashScript(places: Place[]): string {
  const values = uniqueChoices(places).filter((choice) => choice.takesValue);
  const known = (choice: Choice) =>
    choice.values === undefined
      ? 'compopt -o default 2>/dev/null'
      : `_drs_drill_words ${quoted(choice.values.join(' '))}`;
  return `_drs_drill_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_drs_drill() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" verbs="" word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$verbs $word" in
${places
  .filter(({ verbs }) => verbs.length > 0)
  .map(({ verbs }) => `      ${quoted(` ${verbs.join(' ')}`)}) verbs="$verbs $word" ;;`)
  .join('\n')}
    esac
  done
  case "$previous" in
${values.map((choice) => `    ${choice.names.join('|')}) ${known(choice)}; return ;;`).join('\n')}
  esac
  case "$verbs" in
${places.map((place) => `    ${quoted(place.verbs.map((verb) => ` ${verb}`).join(''))}) _drs_drill_words ${quoted(wordsOf(place).join(' '))} ;;`).join('\n')}
  esac
}
complete -F _drs_drill drs-drill
`;
}

function wordsOf({ commands, options }: Place): string[] {
  return [...commands.map(({ name }) => name), ...options.flatMap(({ names }) => names)];
}

/** An option with different values in two verbs is completed with all of them. */
function uniqueChoices(places: Place[]): Choice[] {
  const byName = Map.groupBy(
    places.flatMap(({ options }) => options),
    ({ names }) => names[0],
  );
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const values = [...new Set(same.flatMap((choice) => choice.values ?? []))];
    return [
      {
        ...first,
        takesValue: same.some((choice) => choice.takesValue),
        values: values.length === 0 ? undefined : values,
      },
    ];
  });
}

function fishScript(places: Place[]): string {
  const lines = places.flatMap(({ verbs, commands, options }) => {
    const when = conditionOf(
      verbs,
      commands.map(({ name }) => name),
    );
    return [
      ...commands.map(({ name, said }) => `complete -c drs-drill -f -n ${when} -a ${quoted(name)} -d ${quoted(said)}`),
      ...options.map((choice) => `complete -c drs-drill -n ${when} ${fishOption(choice)} -d ${quoted(choice.said)}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function conditionOf(verbs: string[], following: string[]): string {
  const seen = verbs.map((verb) => `__fish_seen_subcommand_from ${verb}`);
  const unseen = following.length === 0 ? [] : [`not __fish_seen_subcommand_from ${following.join(' ')}`];
  return quoted([...seen, ...unseen].join('; and ') || 'true');
}

function fishOption({ names, values, takesValue }: Choice): string {
  const named = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = !takesValue ? [] : values === undefined ? ['-r'] : ['-x', '-a', quoted(values.join(' '))];
  return [...named, ...value].join(' ');
}

/** Quotes for both sh and fish. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
