import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type { Settings } from '../config/index.js';
import { formatProblems } from '../report/index.js';
import type { RuleListing } from '../config/index.js';
import { EXIT } from './exit-codes.js';
import { UsageError } from './failure.js';
import { nearest } from '../source/index.js';
import { writeMessage, writeResult } from './output.js';
import { configFlags, usable } from './settings.js';

const flags = { ...configFlags, json: Flags.boolean({ summary: 'Write JSON.' }) };

interface Given {
  readonly config?: string | undefined;
  readonly rules?: string[] | undefined;
}

async function settingsOf({ config, rules }: Given): Promise<Settings> {
  const { readSettings } = await import('../config/index.js');
  return usable(readSettings({ cwd: process.cwd(), env: process.env, flags: { rules }, config }));
}

/** All rules in search order; what is wrong with them goes to standard error. */
async function allRules(given: Given): Promise<readonly RuleListing[]> {
  const { listRules } = await import('../config/index.js');
  const { rules, problems } = listRules(await settingsOf(given), process.cwd());
  writeMessage(formatProblems(problems));
  return rules;
}

export class RulesList extends Command {
  static override summary = 'List the rules that hold here, and where each comes from.';
  static override flags = flags;

  async run(): Promise<void> {
    const { flags: given } = await this.parse(RulesList);
    const rules = await allRules(given);
    const rows = rules.map(({ rule, layer, folder, state, checksum }) => ({ id: rule.id, kind: rule.kind, from: layer, folder, state, pack_sha256: checksum }));
    const width = (key: 'id' | 'kind'): number => Math.max(0, ...rows.map((row) => row[key].length));
    const line = (row: (typeof rows)[number]): string => {
      const from = row.folder === '' ? row.from : `${row.from} ${row.folder}`;
      return `${row.id.padEnd(width('id'))}  ${row.kind.padEnd(width('kind'))}  ${from}${row.state === 'on' ? '' : ` (${row.state})`}\n`;
    };
    writeResult(given.json ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(line).join(''), undefined);
  }
}

export class RulesShow extends Command {
  static override summary = 'Show a rule as its file has it.';
  static override args = { id: Args.string({ required: true, ignoreStdin: true, description: 'Id of the rule: pack/rule.' }) };
  static override flags = flags;

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(RulesShow);
    const rules = await allRules(given);
    const found = rules.find(({ rule }) => rule.id === args.id);
    if (found === undefined) {
      const meant = nearest(args.id, rules.map(({ rule }) => rule.id));
      throw new UsageError(`there is no rule ${args.id}${meant === null ? '' : `, did you mean ${meant}?`}\n  hint: rules list names them all`);
    }
    const { ruleText } = await import('../config/index.js');
    const from = `# ${found.layer}${found.folder === '' ? '' : ` ${found.folder}`}, ${found.state}\n`;
    writeResult(given.json ? `${JSON.stringify(found.rule, null, 2)}\n` : from + ruleText(found.rule), undefined);
  }
}

export class RulesTest extends Command {
  static override summary = 'Run the examples of every rule.';
  static override description = `DIR is a folder of rule packs; without it, all rules are tested: those that are configured and the built-in ones.

Exit codes: 0 all rules do what their examples say; 1 one does not, or a rule file is not valid; 2 usage.`;
  static override args = { dir: Args.string({ multiple: true, ignoreStdin: true, description: 'Folders of rule packs.' }) };
  static override flags = flags;

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(RulesTest);
    const { testRules } = await import('../config/index.js');
    const { failures, problems, rules, examples } = testRules(await settingsOf(given), args.dir ?? [], process.cwd());
    writeMessage(formatProblems(problems));
    const missing = problems.some(({ code }) => code === 'path-missing');
    if (missing) process.exitCode = EXIT.usage;
    else if (failures.length > 0 || problems.some(({ severity }) => severity === 'error')) process.exitCode = EXIT.refused;
    if (given.json) return writeResult(`${JSON.stringify({ rules, examples, failures }, null, 2)}\n`, undefined);
    const told = failures.map(({ rule, example, expected, found }) => `${rule} ${example}: expected [${expected.join(', ')}], found [${found.join(', ')}]\n`);
    writeResult(`${told.join('')}${rules} rules, ${examples} examples, ${failures.length} failed\n`, undefined);
  }
}
