/** Nodes walked and pipelines evaluated for one template file; the largest real files need some hundred thousand. */
export const MAX_STEPS = 5_000_000;

/** Characters that one template file may write, its includes counted each time. */
export const MAX_OUTPUT = 64 * 1024 * 1024;

/** Nesting of `include`, `template` and `tpl`. helm allows 1000 levels of one name; real charts stay below 60. */
export const MAX_CALL_DEPTH = 200;

/** A budget was spent: ends the template file at hand. */
export class LimitError extends Error {}
