import { readFileSync } from 'node:fs';
import type { ImageList } from '../diff/index.js';
import { UsageError } from './failure.js';
import { writeMessage } from './output.js';

/** The images of a list or report; `-` is standard input. Lines that are none are told, and left to the caller. */
export async function readImages(file: string): Promise<ImageList> {
  const { readImageList } = await import('../diff/index.js');
  const list = readImageList(readText(file));
  const whole = list.problems.find(({ line }) => line === null && list.images.length === 0);
  if (whole !== undefined) throw new UsageError(`${file}: ${whole.message}`);
  for (const { line, message } of list.problems) writeMessage(`${file}${line === null ? '' : `:${line}`}: warning: ${message}\n`);
  return list;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read: ${message}`);
  }
}
