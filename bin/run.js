#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Node 22.1 and later keep the compiled code of the bundle.
module.enableCompileCache?.();
// The engine lets garbage grow to several times of what is in use; somewhat less costs no time that can be measured, and a quarter of the memory.
setFlagsFromString('--heap-growing-percent=80');
// A scan is over before much of what the optimising compiler makes pays for itself: it waits three times as long as usual, and copies less
// than a quarter as much code into callers. Measured with the engine of Node 20; later ones say aloud what they do not know.
if (process.versions.v8.startsWith('11.')) {
  setFlagsFromString('--interrupt-budget=400000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}

const { main } = await import('../dist/main.js');
await main(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)));
