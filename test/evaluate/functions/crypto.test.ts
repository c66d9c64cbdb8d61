import { cryptoFunctions } from '../../../src/evaluate/functions/crypto.js';
import { describeTable } from './go-table.js';

describeTable('crypto', cryptoFunctions);
