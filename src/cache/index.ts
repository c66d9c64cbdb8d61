export { Contents } from './contents.js';
export { sha256 } from './entry.js';
export { cacheInfo, clearCache, type CacheInfo } from './evict.js';
export { defaultFolder } from './folder.js';
export { Store, type CacheSettings } from './store.js';
