/** helm: the largest file of a chart, packed or not. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** helm: what one archive may unpack to; an archive inside an archive counts anew. */
export const MAX_ARCHIVE_BYTES = 100 * 1024 * 1024;
/** What one chart may hold in memory, everything vendored included; helm has no such limit. */
export const MAX_CHART_BYTES = 256 * 1024 * 1024;
/** Entries of all archives of one chart; the largest public charts have some 2,000. */
export const MAX_ARCHIVE_ENTRIES = 20_000;
/** Files and folders below one chart folder, what `.helmignore` prunes not counted. */
export const MAX_FOLDER_ENTRIES = 100_000;
/** Links followed inside one chart, and `file://` dependencies: links to folders of links multiply, and each costs a look at the whole way to it. */
export const MAX_FOLLOWED_LINKS = 1000;
/** Unpacked to packed size; text of charts reaches 25. Only beyond {@link SMALL_ARCHIVE_BYTES}. */
export const MAX_COMPRESSION_RATIO = 200;
/** What any archive may unpack to, whatever its ratio. */
export const SMALL_ARCHIVE_BYTES = 16 * 1024 * 1024;
/** deflate cannot do better, so this many packed bytes bound the work of unpacking them. */
export const DEFLATE_MAX_RATIO = 1032;
/** Charts inside charts, as folders, archives or `file://` dependencies. */
export const MAX_CHART_DEPTH = 16;
/** Go's archive/tar: the largest extended header. */
export const MAX_TAR_META_BYTES = 1024 * 1024;
