/** Pipelines evaluated and rounds of `range` for one template file; the largest of 193 public charts need 24 thousand. */
export const MAX_STEPS = 1_000_000;

/** Characters that one template file may write, its includes counted each time. */
export const MAX_OUTPUT = 64 * 1024 * 1024;

/** Characters and list items that the functions called for one template file may make, what is thrown away included; public charts reach 2 million. */
export const MAX_MADE = 64 * 1024 * 1024;

/** The longest list that a function may make. */
export const MAX_ITEMS = 1_000_000;

/** Nesting of `include`, `template` and `tpl`. helm allows 1000 levels of one name; real charts stay below 60. */
export const MAX_CALL_DEPTH = 200;

/**
 * Pipelines and blocks that lie in each other, called templates included. Each takes one to two kilobytes of a stack that has 984; real charts
 * stay below 100. The end of the stack must not be met: where the engine has to compile a regular expression there, the process ends.
 */
export const MAX_LEVELS = 460;

/** Calls beyond that depth for one template file: each is an error of its own, but branching recursion would meet billions. */
export const MAX_REFUSED_CALLS = 10;

/** Errors in one template file; a loop can meet the same one a million times. */
export const MAX_ERRORS = 1000;

export const NESTED = 'templates nest too deep';

/** A budget was spent: ends the template file at hand. */
export class LimitError extends Error {}
