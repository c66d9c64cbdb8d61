/** From package.json, put in when bundling. */
declare const PACKAGE_VERSION: string;

export const VERSION = PACKAGE_VERSION;
