import { encodingFunctions } from '../../../src/evaluate/functions/encoding.js';
import { describeTable } from './go-table.js';

describeTable('encoding', encodingFunctions);
