import { fn, type FunctionTable } from './spec.js';

const contains = { text: 'contains' } as const;

/** Go's `path`; its `filepath` is the same on the systems helm renders on by default. */
export const pathFunctions: FunctionTable = {
  base: fn(['string'], base, contains),
  dir: fn(['string'], dir, contains),
  clean: fn(['string'], clean, contains),
  ext: fn(['string'], ext, contains),
  isAbs: fn(['string'], isAbsolute),
  osBase: fn(['string'], base, contains),
  osDir: fn(['string'], dir, contains),
  osClean: fn(['string'], clean, contains),
  osExt: fn(['string'], ext, contains),
  osIsAbs: fn(['string'], isAbsolute),
  // Without --enable-dns helm asks no name server.
  getHostByName: fn(['string'], () => ''),
};

function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

function base(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return end === 0 ? '/' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1));
}

function ext(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** The shortest path of the same meaning; empty is `.`. */
function clean(path: string): string {
  const rooted = isAbsolute(path);
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const text = kept.join('/');
  return rooted ? `/${text}` : text || '.';
}
