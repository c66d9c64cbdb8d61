import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type { Settings, Source } from '../config/index.js';
import { formatProblems } from '../report/index.js';
import { writeMessage, writeResult } from './output.js';
import { Scan } from './scan.js';
import { usable } from './settings.js';

export class Config extends Command {
  static override summary = 'Show the settings that hold here, and where each comes from.';
  static override description = `Takes the flags of scan, which beat ASTRAGO_SCAN_ variables, the project's .astrago-scan.yaml and the user's configuration.

Exit codes: 0 shown; 2 a setting is not valid.`;
  static override flags = {
    ...Scan.flags,
    json: Flags.boolean({ summary: 'Write JSON.' }),
  };
  static override examples = [{ description: 'Why is this not what I set?', command: '<%= config.bin %> config' }];

  async run(): Promise<void> {
    const { flags } = await this.parse(Config);
    const { json, config, ...given } = flags;
    const { readSettings, settingTable } = await import('../config/index.js');
    const settings = usable(readSettings({ cwd: process.cwd(), env: process.env, flags: given, config }));
    writeMessage(formatProblems(settings.problems));
    const table = settingTable(settings);
    writeResult(json ? `${JSON.stringify({ files: settings.files, settings: table }, null, 2)}\n` : textOf(table, settings), undefined);
  }
}

type Table = Readonly<Record<string, { readonly value: unknown; readonly from: readonly Source[] }>>;

/** `key: value`, and behind it the source, aligned; maps of a list each on a line. */
function textOf(table: Table, { files }: Settings): string {
  const rows = Object.entries(table).flatMap(([key, { value, from }]) => rowsOf(key, value, from.map(place).join(', ')));
  const width = Math.min(70, Math.max(0, ...rows.map(([text]) => text.length)));
  const heading = [`# project: ${files.project ?? 'none'}`, `# user: ${files.user ?? 'none'}`];
  return [...heading, ...rows.map(([text, source]) => `${text.padEnd(width)}  # ${source}`)].map((line) => `${line}\n`).join('');
}

type Row = readonly [text: string, source: string];

function rowsOf(key: string, value: unknown, source: string): Row[] {
  if (!Array.isArray(value) || typeof value[0] !== 'object') return [[`${key}: ${shortly(value)}`, source]];
  return (value as readonly PlacedItem[]).map(({ file, line, column: _, ...item }, at) => [`${key}[${at}]: ${shortly(item)}`, `${file}:${line}`]);
}

interface PlacedItem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

const shortly = (value: unknown): string => (typeof value === 'string' && /^[\w./-]+$/.test(value) ? value : JSON.stringify(value));
const place = ({ layer, name, line }: Source): string => [layer, line === null ? name : `${name}:${line}`].filter((part) => part !== '').join(' ');
