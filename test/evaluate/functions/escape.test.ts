import { escapeFunctions } from '../../../src/evaluate/functions/escape.js';
import { describeTable } from './go-table.js';

describeTable('escape', escapeFunctions);
