import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildRules } from './build-rules.mjs';
import { bundle } from './bundle.js';
import { writeNotices } from './notices.js';

/** Everything that is shipped and not written by hand, into dist/: the bundle, the types of the library, the notices of what is bundled. */
const root = fileURLToPath(new URL('..', import.meta.url));

const metafiles = await bundle(`${root}dist`);
await buildRules({ out: `${root}dist/rules.json` });
await writeNotices(metafiles, root, `${root}dist/THIRD-PARTY-NOTICES.txt`);
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`], {
  stdio: 'inherit',
});
