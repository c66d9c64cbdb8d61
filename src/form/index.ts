export {
  anyOf,
  anything,
  field,
  list,
  map,
  number,
  onOff,
  oneOf,
  oneOrList,
  optional,
  table,
  text,
  type Field,
  type Form,
  type MapForm,
} from './form.js';
export { readFormFile } from './read-file.js';
export { FormReader, type FormProblem } from './read-form.js';
export { DIALECT, schemaOf, type Schema } from './json-schema.js';
