import { pathFunctions } from '../../../src/evaluate/functions/paths.js';
import { describeTable } from './go-table.js';

describeTable('paths', pathFunctions);
