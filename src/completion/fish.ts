import { firstWords, quoted, topics, type CompletionCommand, type CompletionFlag, type CompletionTable, type CompletionValue } from './table.js';

/** In single quotes fish takes a backslash before a quote or a backslash only. */
const word = (text: string): string => quoted(text.replaceAll('\\', '\\\\'), `\\'`);

export function fishScript(table: CompletionTable): string {
  const { program, commands, defaultCommand } = table;
  const name = `__${program.replaceAll('-', '_')}`;
  const complete = `complete -c ${program}`;
  const two = commands.filter((one) => one.name.includes(' ')).map((one) => one.name);
  const one = commands.filter((command) => !command.name.includes(' ')).map((command) => command.name);
  const offers = (condition: string, list: readonly { word: string; summary: string }[], only = ' -f'): string =>
    list.map((offer) => `${complete} -n ${word(condition)}${only} -a ${word(offer.word)} -d ${word(offer.summary)}\n`).join('');
  return `# Completion of ${program} for fish: as ${program}.fish in ~/.config/fish/completions.
function ${name}_command
    set -l words (commandline -opc)
    set -e words[1]
    if contains -- "$words[1] $words[2]" ${two.map(word).join(' ')}
        echo "$words[1] $words[2]"
    else if contains -- "$words[1]" ${one.map(word).join(' ')}
        echo $words[1]
    else
        echo ${word(defaultCommand)}
    end
end

function ${name}_is
    test (${name}_command) = "$argv"
end

# Whether the words so far are these and no more.
function ${name}_after
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end

${offers(`${name}_after`, firstWords(table), '')}${offers(`${name}_after help`, firstWords(table))}${[...topics(table)].map(([topic, subs]) => offers(`${name}_after ${topic}`, subs)).join('')}${commands.map((command) => ofCommand(command, complete, `${name}_is ${command.name}`)).join('')}`;
}

function ofCommand({ flags, argument }: CompletionCommand, complete: string, condition: string): string {
  const lines = flags.map((flag) => `${complete} -n ${word(condition)}${namesOf(flag)}${valueOf(flag.value)} -d ${word(flag.summary)}\n`);
  const arguments_ = argument === null ? ' -f' : argument.kind === 'words' ? ` -f -a ${word(argument.words.join(' '))}` : null;
  return lines.join('') + (arguments_ === null ? '' : `${complete} -n ${word(condition)}${arguments_}\n`);
}

const namesOf = ({ names }: CompletionFlag): string => names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');

function valueOf(value: CompletionValue | null): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'file':
      return ' -r -F';
    case 'folder':
      return ` -x -a '(__fish_complete_directories)'`;
    case 'any':
      return ' -x';
    case 'words':
      return ` -x -a ${word(value.words.join(' '))}`;
    case 'list':
      return ` -x -a ${word(`(__fish_complete_list , 'printf "%s\\n" ${value.words.join(' ')}')`)}`;
  }
}
