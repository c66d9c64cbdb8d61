import { DIALECT, schemaOf, type Schema } from '../form/index.js';
import { configForm } from './keys.js';

/** JSON Schema of `.astrago-scan.yaml`, for editors; made from the form that the reader checks with. */
export const configSchema = (): Schema => ({ $schema: DIALECT, title: 'astrago-scan configuration', ...schemaOf(configForm()) });
