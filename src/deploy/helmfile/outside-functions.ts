import { fn, type Call, type EngineFunction, type FunctionSpec } from '../../evaluate/index.js';
import { Spot } from '../../source/index.js';
import { GoError, GoList, GoMap, GoStruct, type GoValue } from '../../value/index.js';
import { FileProblem, within, type Files } from './files.js';
import { withoutReferences } from './references.js';
import type { Session } from './session.js';

/** Where the template that runs stands: paths in it are relative to that folder. */
export interface Base {
  folder: string;
}

const nothing = fn([], () => '', { rest: 'any' });

/** helmfile v0 finds out about environments with these switched off. */
export const FIRST_PASS: Readonly<Record<string, FunctionSpec>> = {
  exec: nothing,
  envExec: nothing,
  readFile: nothing,
  readDir: fn([], () => GoList.of([], '[]string'), { rest: 'any' }),
  readDirEntries: fn([], () => GoList.of([]), { rest: 'any' }),
};

/** What asks the disk, the variables, or programs. Programs are never run. */
export function outsideFunctions(session: Session, base: Base): Record<string, EngineFunction> {
  return { ...fileFunctions(session.files, base), ...variableFunctions(session), ...closedFunctions(session) };
}

function fileFunctions(files: Files, base: Base): Record<string, EngineFunction> {
  const path = (given: GoValue): string => within(base.folder, given as string);
  const attempt = <R>(name: string, run: () => R): R => {
    try {
      return run();
    } catch (error) {
      throw error instanceof FileProblem ? new GoError(`error calling ${name}: ${error.message}`) : error;
    }
  };
  return {
    readFile: {
      params: ['string'],
      call: ({ evaluator }, [name]) => {
        const file = attempt('readFile', () => files.read(path(name)));
        evaluator.origin = new Spot(file, 0, file.text.length);
        return file.text;
      },
    },
    readDir: {
      params: ['string'],
      call: (_, [name]) => {
        const entries = attempt('readDir', () => files.list(path(name)));
        return GoList.of(entries.filter((entry) => !entry.isDirectory).map((entry) => joined(name as string, entry.name)), '[]string');
      },
    },
    readDirEntries: {
      params: ['string'],
      call: (_, [name]) => GoList.of(attempt('readDirEntries', () => files.list(path(name))).map((entry) => directoryEntry(entry.name, entry.isDirectory))),
    },
    isFile: { params: ['string'], call: (_, [name]) => files.isFile(path(name)) },
    isDir: { params: ['string'], call: (_, [name]) => files.isFolder(path(name)) },
  };
}

/** Go's filepath.Join. */
const joined = (folder: string, name: string): string => `${folder}/${name}`.replace(/\/+/g, '/').replace(/^\.\//, '');

const directoryEntry = (name: string, isDirectory: boolean): GoStruct =>
  new GoStruct('*os.unixDirent', new Map(), { Name: () => name, IsDir: () => isDirectory }, () => (isDirectory ? `d ${name}/` : `- ${name}`));

function variableFunctions(session: Session): Record<string, EngineFunction> {
  const expand = (text: string): string => text.replace(/\$(?:\{([^}]*)\}|(\w+))/g, (_, braced?: string, plain?: string) => session.variable(braced ?? plain ?? '') ?? '');
  return {
    env: { params: ['string'], call: (_, [name]) => session.variable(name as string) ?? '' },
    expandenv: { params: ['string'], call: (_, [text]) => expand(text as string) },
    requiredEnv: { params: ['string'], call: (call, [name]) => requiredEnv(session, call, name as string) },
  };
}

function requiredEnv(session: Session, { evaluator, frame, site }: Call, name: string): GoValue {
  const value = session.variable(name);
  if (value !== null && value !== '') return value;
  const why = session.isAllowed(name) ? 'is not set' : 'was not allowed to be read';
  evaluator.diagnose('helmfile-environment', `The environment variable ${name} is required and ${why}.`, frame, site);
  return evaluator.hole('environment', `the environment variable ${name}`);
}

function closedFunctions(session: Session): Record<string, EngineFunction> {
  const closed = (describe: (args: readonly GoValue[]) => string): EngineFunction => ({
    params: [],
    rest: 'any',
    call: ({ evaluator, frame, site }, args) => {
      const message = describe(args);
      evaluator.report({ code: 'not-evaluated', severity: 'warning', message, spot: new Spot(frame.source, site.start, site.end) });
      return evaluator.hole('environment', message);
    },
  });
  return {
    exec: closed(([command]) => `the output of ${JSON.stringify(command)}: no program is run`),
    envExec: closed(([, command]) => `the output of ${JSON.stringify(command)}: no program is run`),
    fetchSecretValue: closed(([reference]) => `the secret behind ${String(reference)}: it is not fetched`),
    getHostByName: closed(([name]) => `the address of ${String(name)}: it is not looked up`),
    expandSecretRefs: { params: ['map'], call: (_, [map]) => withoutReferences(session, map as GoMap) },
  };
}
