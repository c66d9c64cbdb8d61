/** The form of a file of ours, as data: the reader checks files with it, and the JSON Schema for editors is made from it. */
export type Form =
  | {
      readonly is: 'text';
      readonly oneOf?: readonly string[];
      readonly pattern?: string;
      readonly expects?: string;
      /** What a JSON Schema cannot express: what is wrong with the text, or null. */
      readonly check?: (text: string) => string | null;
    }
  | { readonly is: 'switch' }
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'list'; readonly of: Form; readonly orOne?: boolean; readonly orNone?: boolean }
  | {
      readonly is: 'map';
      readonly keys: Readonly<Record<string, Field>>;
      readonly exactlyOne?: readonly string[];
      readonly atLeastOne?: readonly string[];
      /** Other keys are taken as they are. */
      readonly open?: boolean;
    }
  /** A map from names to values of one form. */
  | { readonly is: 'table'; readonly of: Form }
  | { readonly is: 'anything' };

export type MapForm = Extract<Form, { is: 'map' }>;
export type ListForm = Extract<Form, { is: 'list' }>;
export type TextForm = Extract<Form, { is: 'text' }>;
export type NumberForm = Extract<Form, { is: 'number' }>;

export interface Field {
  readonly form: Form;
  readonly about: string;
  readonly optional?: boolean;
}

export const text = (more: Omit<TextForm, 'is'> = {}): Form => ({ is: 'text', ...more });
export const oneOf = (...words: readonly string[]): Form => ({ is: 'text', oneOf: words });
export const onOff: Form = { is: 'switch' };
export const number = (min: number, max: number): Form => ({ is: 'number', min, max });
export const list = (of: Form): Form => ({ is: 'list', of });
/** A single item may stand without the brackets. */
export const oneOrList = (of: Form): Form => ({ is: 'list', of, orOne: true });
/** As {@link oneOrList}, and it may be empty. */
export const anyOf = (of: Form): Form => ({ is: 'list', of, orOne: true, orNone: true });
export const table = (of: Form): Form => ({ is: 'table', of });
export const anything: Form = { is: 'anything' };
export const field = (form: Form, about: string): Field => ({ form, about });
export const optional = (form: Form, about: string): Field => ({ form, about, optional: true });

type Limits = Pick<MapForm, 'exactlyOne' | 'atLeastOne' | 'open'>;
export const map = (keys: Readonly<Record<string, Field>>, limits: Limits = {}): MapForm => ({ is: 'map', keys, ...limits });
