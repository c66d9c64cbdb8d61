import { GoError, typeOf, type GoValue, type Method, type Sourced } from '../value/index.js';

/** A Go method of one string parameter. */
export function stringMethod(run: (text: string) => GoValue | Sourced): Method {
  return (...args) => {
    const [text] = args;
    if (args.length !== 1) throw new GoError(`wrong number of args: want 1 got ${args.length}`);
    if (typeof text === 'string') return run(text);
    throw new GoError(text === undefined ? 'invalid value; expected string' : `wrong type for value; expected string; got ${text === null ? 'interface {}' : typeOf(text)}`);
  };
}
