/** `clientSecret`, `client_secret`, `CLIENT-SECRET` and `client.secret` as their words. */
function wordsOf(key: string): string[] {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return spaced.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/** A word that alone makes a key that of a secret. */
const SECRET = new Set([
  'password', 'passwd', 'pwd', 'pass', 'passphrase', 'secret', 'token', 'apikey', 'credential', 'credentials', 'htpasswd', 'dockerconfigjson',
  'authtoken', 'accesstoken', 'secretkey', 'privatekey', 'accesskey', 'rootpassword', 'userpassword', 'adminpassword', 'passcode', 'pepper',
]);
/** `key` after one of these: `apiKey`, `tls.key` is none, `existingSecretKey` neither. */
const BEFORE_KEY = new Set(['api', 'secret', 'access', 'private', 'encryption', 'signing', 'master', 'license', 'hmac', 'shared']);
/** What says about a secret where it is, and not what. */
const ABOUT = new Set([
  'name', 'names', 'ref', 'refs', 'reference', 'path', 'file', 'files', 'dir', 'enabled', 'enable', 'create', 'type', 'annotations', 'labels', 'namespace',
  'length', 'size', 'ttl', 'expiry', 'expiration', 'lifetime', 'policy', 'url', 'endpoint', 'issuer', 'audience', 'provider', 'store', 'mount',
  'volume', 'image', 'repository', 'registry', 'tag', 'version', 'required', 'field', 'header', 'property', 'env', 'algorithm', 'rotation', 'kind', 'format', 'min', 'max',
]);
/** `existingSecret`, `imagePullSecret`, `certificatesSecret` are names of Secrets. */
const NAMED_SECRET = new Set([
  'existing', 'pull', 'tls', 'ssl', 'external', 'use', 'create', 'from', 'k8s', 'kubernetes', 'ingress', 'certificate', 'certificates', 'cert', 'certs', 'ca',
  'credential', 'credentials', 'auth', 'config', 'registry', 'has', 'no', 'is', 'with',
]);

/** Whether what stands under a key is a secret, going by the words of the key. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key);
  const last = words.at(-1);
  if (last === undefined || ABOUT.has(last) || words.includes('existing')) return false;
  if (last === 'key' || last === 'keys') return words.length > 1 && BEFORE_KEY.has(words.at(-2)!) && !words.slice(0, -2).includes('existing');
  if (last === 'secret') return words.length === 1 || !NAMED_SECRET.has(words.at(-2)!);
  return SECRET.has(last);
}
