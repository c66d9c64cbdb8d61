import { readdir, readFile, writeFile } from 'node:fs/promises';

/**
 * The licences of the packages in a bundle ask for their text to go with them.
 *
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string} root with the `/` at its end
 * @param {string} file
 */
export async function writeNotices(metafiles, root, file) {
  const folders = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0] ?? []),
  );
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(`${root}${folder}`)));
  await writeFile(file, notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const names = (await readdir(folder)).filter((entry) => /^(?:licen[cs]e|copying|notice)/i.test(entry)).sort();
  const texts = await Promise.all(names.map((entry) => readFile(`${folder}/${entry}`, 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => `${text.trim()}\n`).join('\n')}`;
}
