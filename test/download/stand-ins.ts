import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the script needs of a system; everything else is left out, so that no real tool is found. */
const SYSTEM = ['sh', 'cat', 'grep', 'mkdir', 'mv', 'rm', 'tr'];

/**
 * Stands for any tool. Logs its words, and writes the file that it was told to. What holds $BAD fails and leaves half a file,
 * what holds $FLAKY fails twice, and what holds $STOP ends the script.
 */
const TOOL = `#!/bin/sh
tool=\${0##*/}
words=$*
printf '%s\\n' "$tool $words" >>"$WORK/log"
file=
case $tool in
  crane) for word; do file=$word; done ;;
  skopeo)
    for word; do file=$word; done
    file=\${file#docker-archive:}
    file=\${file%%:*}
    ;;
  *) while [ $# -gt 0 ]; do [ "$1" = -o ] && file=$2; shift; done ;;
esac
[ "$words" != info ] || exit "\${INFO:-0}"
case $words in "image inspect "*) grep -q "$tool pull .*\${words##* }" "$WORK/log"; exit ;; esac
[ -z "$file" ] || printf half >"$file"
[ -z "\${BAD:-}" ] || case $words in *"$BAD"*) exit 1 ;; esac
[ -z "\${STOP:-}" ] || case $words in *"$STOP"*) kill -TERM "$PPID" ;; esac
[ -z "\${FLAKY:-}" ] || case $words in *"$FLAKY"*)
  printf x >>"$WORK/flaky"
  [ "$(cat "$WORK/flaky")" = xxx ] || exit 1 ;;
esac
[ -z "$file" ] || printf whole >"$file"
`;

const SLEEP = '#!/bin/sh\nprintf "sleep %s\\n" "$1" >>"$WORK/log"\n';

export interface ScriptRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the tools were asked in this run, but for whether they work. */
  readonly asked: readonly string[];
}

/** A folder in which a download script runs with these tools and no others. */
export class Site {
  readonly root = mkdtempSync(join(tmpdir(), 'download-'));

  constructor(tools: readonly string[]) {
    mkdirSync(join(this.root, 'bin'));
    for (const name of SYSTEM) symlinkSync(execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(), join(this.root, 'bin', name));
    this.#program('sleep', SLEEP);
    for (const name of tools) this.#program(name, TOOL);
  }

  #program(name: string, text: string): void {
    const file = join(this.root, 'bin', name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }

  run(script: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ScriptRun {
    const log = join(this.root, 'log');
    rmSync(log, { force: true });
    const { status, stdout, stderr } = spawnSync(join(this.root, 'bin', 'sh'), ['-s', '--', ...args], {
      cwd: this.root,
      env: { PATH: join(this.root, 'bin'), WORK: this.root, ...env },
      input: script,
      encoding: 'utf8',
    });
    const asked = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter((line) => line !== '' && !line.endsWith(' info')) : [];
    return { code: status, stdout, stderr, asked };
  }

  /** Names and contents of a folder; hidden files too. */
  files(folder = 'images'): Record<string, string> {
    const path = join(this.root, folder);
    return Object.fromEntries(readdirSync(path).sort().map((name) => [name, readFileSync(join(path, name), 'utf8')]));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
