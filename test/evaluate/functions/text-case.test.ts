import { textCaseFunctions } from '../../../src/evaluate/functions/text-case.js';
import { describeTable } from './go-table.js';

describeTable('text-case', textCaseFunctions);
