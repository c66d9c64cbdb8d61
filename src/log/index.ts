export { LOG_LEVELS, Log, type LogLevel } from './log.js';
