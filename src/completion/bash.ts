import { firstWords, quoted, topics, type CompletionCommand, type CompletionTable, type CompletionValue } from './table.js';

const word = (text: string): string => quoted(text, `'\\''`);

/** For bash 3.2 and later. Where nothing is offered, bash completes names of files by itself. */
export function bashScript(table: CompletionTable): string {
  const { program, commands, defaultCommand } = table;
  const name = program.replaceAll('-', '_');
  const first = firstWords(table).map((one) => one.word);
  const below = [...topics(table)];
  return `# Completion of ${program} for bash: source this, or put it where bash-completion looks.
_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=${word(defaultCommand)} words='' flags='' values=files prefix='' found
  COMPREPLY=()
  # Bash takes --flag=value apart.
  if [ "$current" = = ]; then
    current=''
  elif [ "$previous" = = ]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${word(first.join(' '))}
  elif [ "$COMP_CWORD" -eq 2 ] && [ "\${COMP_WORDS[1]}" = help ]; then
    words=${word(first.join(' '))}
  else
    case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${commands.map((one) => `      ${pattern(one)}) command=${word(one.name)} ;;\n`).join('')}    esac
    if [ "$COMP_CWORD" -eq 2 ]; then
      case "\${COMP_WORDS[1]}" in
${below.map(([topic, subs]) => `        ${word(topic)}) words=${word(subs.map((sub) => sub.word).join(' '))} values=none ;;\n`).join('')}      esac
    fi
  fi
  case "$command" in
${commands.map((one) => `    ${word(one.name)}) flags=${word(one.flags.flatMap(({ names }) => names).join(' '))}${argumentOf(one)} ;;\n`).join('')}  esac
  case "$command $previous" in
${commands.flatMap(flagCases).join('')}  esac
  case "$current,$values" in
    -*,files | -*,none) words=$flags values=none ;;
  esac
  if [ "$values" = list ]; then
    prefix=\${current%"\${current##*,}"}
    current=\${current##*,}
  fi
  while IFS= read -r found; do
    COMPREPLY+=("$found")
  done < <(compgen -P "$prefix" -W "$words" -- "$current")
  # Before bash 4 there is no compopt: files are offered, too.
  case "$values" in
    folders) compopt -o dirnames +o default +o bashdefault 2>/dev/null ;;
    none | words | list) compopt +o default +o bashdefault 2>/dev/null ;;
  esac
  return 0
}
complete -o bashdefault -o default -F _${name} ${program}
`;
}

function pattern({ name }: CompletionCommand): string {
  return name.includes(' ') ? word(name) : `${word(`${name} `)}*`;
}

const argumentOf = ({ argument }: CompletionCommand): string => (argument === null ? ' values=none' : argument.kind === 'words' ? ` words="$words"${word(` ${argument.words.join(' ')}`)} values=none` : '');

function flagCases({ name, flags }: CompletionCommand): string[] {
  return flags.flatMap(({ names, value }) => (value === null ? [] : [`    ${names.map((flag) => word(`${name} ${flag}`)).join(' | ')}) ${valueOf(value)} ;;\n`]));
}

function valueOf(value: CompletionValue): string {
  switch (value.kind) {
    case 'file':
      return "words='' values=anyfile";
    case 'folder':
      return "words='' values=folders";
    case 'any':
      return "words='' values=words";
    default:
      return `words=${word(value.words.join(' '))} values=${value.kind}`;
  }
}
