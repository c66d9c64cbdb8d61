#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 22.1 and later keep the compiled code of the bundle.
module.enableCompileCache?.();

const { main } = await import('../dist/main.js');
await main(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)));
