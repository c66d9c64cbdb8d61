/** The form of rule files, as data: the reader checks files with it, and the JSON Schema for editors is made from it. */
export type Form =
  | { readonly is: 'text'; readonly oneOf?: readonly string[]; readonly pattern?: string; readonly expects?: string; readonly check?: TextCheck }
  | { readonly is: 'list'; readonly of: Form; readonly orOne?: boolean }
  | { readonly is: 'map'; readonly keys: Readonly<Record<string, Field>>; readonly exactlyOne?: readonly string[]; readonly atLeastOne?: readonly string[] }
  | { readonly is: 'anything' };

export interface Field {
  readonly form: Form;
  readonly about: string;
  readonly optional?: boolean;
}

/** Checks that a JSON Schema cannot express. */
export type TextCheck = 're2' | 'version-range';

export const text = (more: Omit<Extract<Form, { is: 'text' }>, 'is'> = {}): Form => ({ is: 'text', ...more });
export const oneOf = (...words: readonly string[]): Form => ({ is: 'text', oneOf: words });
export const list = (of: Form): Form => ({ is: 'list', of });
/** A single item may stand without the brackets. */
export const oneOrList = (of: Form): Form => ({ is: 'list', of, orOne: true });
export const anything: Form = { is: 'anything' };
export const field = (form: Form, about: string): Field => ({ form, about });
export const optional = (form: Form, about: string): Field => ({ form, about, optional: true });

type Limits = Pick<Extract<Form, { is: 'map' }>, 'exactlyOne' | 'atLeastOne'>;
export const map = (keys: Readonly<Record<string, Field>>, limits: Limits = {}): Form => ({ is: 'map', keys, ...limits });
