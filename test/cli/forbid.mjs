/**
 * Loaded before a program (`node --import`), in its threads too: whatever starts a process, asks the network or writes a file throws, and
 * is told on standard error even where the program catches that. `MAY_WRITE` names a file, or a folder with all below, that may be written.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join, resolve, sep } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';

const mayWrite = process.env['MAY_WRITE'] === undefined ? null : resolve(process.env['MAY_WRITE']);

function refuse(what) {
  // Neither a stream nor a file of the program: nothing can swallow it.
  process._rawDebug(`FORBIDDEN ${what}`);
  throw new Error(`forbidden: ${what}`);
}

function forbid(owner, ownerName, names) {
  for (const name of names) if (typeof owner[name] === 'function') owner[name] = () => refuse(`${ownerName}.${name}`);
}

forbid(childProcess, 'child_process', ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']);
forbid(childProcess.ChildProcess.prototype, 'ChildProcess', ['spawn']);
forbid(net, 'net', ['connect', 'createConnection', 'createServer']);
forbid(net.Socket.prototype, 'net.Socket', ['connect']);
forbid(net.Server.prototype, 'net.Server', ['listen']);
forbid(tls, 'tls', ['connect', 'createServer']);
forbid(dgram, 'dgram', ['createSocket']);
forbid(http, 'http', ['request', 'get', 'createServer']);
forbid(https, 'https', ['request', 'get', 'createServer']);
forbid(http2, 'http2', ['connect', 'createServer', 'createSecureServer']);
forbid(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
for (const [name, owner] of [['dns', dns], ['dns.promises', dns.promises]]) forbid(owner, name, Object.keys(owner).filter((key) => /^(?:lookup|resolve|reverse)/.test(key)));

/** Functions of `fs` that change something, and which of their arguments are paths that they change. */
const WRITERS = {
  writeFile: [0], appendFile: [0], mkdir: [0], mkdtemp: [0], rmdir: [0], rm: [0], unlink: [0], truncate: [0], chmod: [0], lchmod: [0], chown: [0], lchown: [0],
  utimes: [0], lutimes: [0], createWriteStream: [0], rename: [0, 1], copyFile: [1], cp: [1], link: [1], symlink: [1],
};

function pathOf(path) {
  if (typeof path === 'number') return null;
  return resolve(path instanceof URL ? fileURLToPath(path) : String(path));
}

/** Beside a file, what it is written to before it is whole; the folders that lead to it. */
function isAllowed(path) {
  if (path === null) return true;
  return mayWrite !== null && (path === mayWrite || path.startsWith(`${mayWrite}.`) || path.startsWith(mayWrite + sep) || mayWrite.startsWith(path + sep));
}

function guard(owner, ownerName, name, paths) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  owner[name] = (...args) => {
    const wrong = paths.map((at) => pathOf(args[at])).find((path) => !isAllowed(path));
    return wrong === undefined ? original.apply(owner, args) : refuse(`${ownerName}.${name} ${wrong}`);
  };
}

function guardOpen(owner, ownerName, name) {
  const original = owner[name];
  owner[name] = (path, flags, ...rest) => {
    const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
    const reads = typeof flags === 'number' ? (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) === 0 : typeof flags !== 'string' || /^r[s]?$/.test(flags);
    return reads || isAllowed(pathOf(path)) ? original.call(owner, path, flags, ...rest) : refuse(`${ownerName}.${name} ${join(String(path))}`);
  };
}

for (const [ownerName, owner] of [['fs', fs], ['fs.promises', fs.promises]]) {
  for (const [name, paths] of Object.entries(WRITERS)) {
    guard(owner, ownerName, name, paths);
    if (owner === fs) guard(owner, ownerName, `${name}Sync`, paths);
  }
  guardOpen(owner, ownerName, 'open');
}
guardOpen(fs, 'fs', 'openSync');
syncBuiltinESMExports();
