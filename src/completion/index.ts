import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import type { CompletionTable } from './table.js';
import { zshScript } from './zsh.js';

export type { CompletionCommand, CompletionFlag, CompletionTable, CompletionValue } from './table.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } satisfies Record<string, (table: CompletionTable) => string>;

export type Shell = keyof typeof SCRIPTS;

/** The script that teaches a shell to complete the command lines of a program. */
export const completionScript = (shell: Shell, table: CompletionTable): string => SCRIPTS[shell](table);
