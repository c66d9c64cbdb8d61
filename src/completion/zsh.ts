import { firstWords, quoted, topics, type CompletionCommand, type CompletionFlag, type CompletionTable, type CompletionValue } from './table.js';

const word = (text: string): string => quoted(text, `'\\''`);
/** Text in a specification of `_arguments` or `_describe`. */
const plain = (text: string): string => text.replace(/[\\[\]:]/g, (mark) => `\\${mark}`);

export function zshScript(table: CompletionTable): string {
  const { program, commands, defaultCommand } = table;
  const name = program.replaceAll('-', '_');
  const functionOf = (command: string): string => `_${name}_${command.replace(/\W/g, '_')}`;
  const describe = (list: readonly { word: string; summary: string }[]): string => list.map((one) => ` ${word(`${plain(one.word)}:${plain(one.summary)}`)}`).join('');
  return `#compdef ${program}
# Completion of ${program} for zsh: as _${program} in a folder of $fpath, or sourced after compinit.
${commands.map((command) => `
${functionOf(command.name)}() {
  _arguments -s -S${specifications(command).map((text) => ` \\\n    ${text}`).join('')}
}
`).join('')}
_${name}() {
  local command=${functionOf(defaultCommand)} depth=0
  local -a first=(${describe(firstWords(table))} )
  if (( CURRENT == 2 )); then
    [[ $words[2] == -* ]] || _describe -t commands command first
  elif (( CURRENT == 3 )) && [[ $words[2] == help ]]; then
    _describe -t commands command first
    return
  else
    case "$words[2] $words[3]" in
${commands.map((one) => `      ${one.name.includes(' ') ? word(one.name) : `${word(`${one.name} `)}*`}) command=${functionOf(one.name)} depth=${one.name.split(' ').length} ;;\n`).join('')}    esac
    if (( CURRENT == 3 )); then
      local -a below
      case "$words[2]" in
${[...topics(table)].map(([topic, subs]) => `        ${word(topic)})\n          below=(${describe(subs)} )\n          _describe -t commands command below\n          return\n          ;;\n`).join('')}      esac
    fi
  fi
  words=("$words[1]" "\${(@)words[depth + 2, -1]}")
  (( CURRENT -= depth ))
  $command
}

if [[ $funcstack[1] == _${program} ]]; then
  _${name} "$@"
else
  compdef _${name} ${program}
fi
`;
}

const specifications = ({ flags, argument }: CompletionCommand): string[] => [...flags.flatMap(flagSpecification), ...(argument === null ? [] : [word(`*:argument:${action(argument)}`)])];

function flagSpecification({ names, summary, value, repeats }: CompletionFlag): string[] {
  const others = repeats ? '*' : names.length > 1 ? `(${names.join(' ')})` : '';
  return names.map((name) => word(`${others}${name}${value === null ? '' : name.startsWith('--') ? '=' : '+'}[${plain(summary)}]${value === null ? '' : `:value:${action(value)}`}`));
}

function action(value: CompletionValue): string {
  switch (value.kind) {
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'any':
      return ' ';
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'list':
      return `_values -s , value ${value.words.join(' ')}`;
  }
}
