import { urlFunctions } from '../../../src/evaluate/functions/urls.js';
import { describeTable } from './go-table.js';

describeTable('urls', urlFunctions);
