import { readFileSync } from 'node:fs';

/** Rows that Go's text/template/parse was asked for. */
export function readTable<Row extends readonly unknown[]>(name: string): Row[] {
  return JSON.parse(readFileSync(new URL(`./tables/${name}.json`, import.meta.url), 'utf8')) as Row[];
}
