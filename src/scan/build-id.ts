declare const BUILD: string | undefined;

/** Changes with every source file, rule and package of the program; null where it runs unbundled, from who knows what sources. */
export const BUILD_ID: string | null = typeof BUILD === 'undefined' ? null : BUILD;
