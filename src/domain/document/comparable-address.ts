import { isWebAddress } from './address';

/**
 * An address as it is compared, for *finding* a document already recorded under another spelling of the same address;
 * never for storing, showing or following, since the page may not exist under it. Undefined when the text is no web
 * address.
 *
 * Left out is what commonly leads to the same page: the scheme, `www.`, `m.`, `mobile.` and `amp.` before the domain,
 * default ports, path segments `amp`, `index.html` and its like, trailing slashes, the fragment (unless it names a page,
 * `#!/…` or `#/…`), parameters that only say where a reader came from, the order of parameters, and how characters are
 * percent-encoded. Everything else tells pages apart: case of the path, other parameters and their values.
 */
export function comparableAddress(address: string): string | undefined {
  const text = address.trim();
  if (!isWebAddress(text)) return undefined;
  const { hostname, port, pathname, search, hash } = new URL(text);
  const ownPort = port === '' || port === '80' || port === '443' ? '' : `:${port}`;
  const fragment = /^#!?\//.test(hash) ? oneEncoding(hash) : '';
  return `https://${comparableHost(hostname)}${ownPort}${comparablePath(pathname)}${comparableSearch(search)}${fragment}`;
}

function comparableHost(host: string): string {
  const labels = host.replace(/(?<=[^.])\.$/, '').split('.');
  return labels.filter((label, i) => i >= labels.length - 2 || !/^(?:www|m|mobile|amp)$/.test(label)).join('.');
}

function comparablePath(path: string): string {
  const segments = oneEncoding(path)
    .split('/')
    .filter((segment, i) => i === 0 || segment !== 'amp');
  while (segments.length > 1 && /^(?:|(?:index|default)\.(?:html?|php|aspx?|jsp))$/i.test(segments.at(-1) ?? ''))
    segments.pop();
  return segments.length > 1 ? segments.join('/') : '/';
}

function comparableSearch(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => oneEncoding(part.replaceAll('+', '%20')))
    .map((part) => ({ part, name: (part.split('=', 1)[0] as string).toLowerCase() }))
    .filter(({ part, name }) => !tracking.test(name) && !/^outputtype=amp$/i.test(part))
    // Parameters of one name keep their order: there it may matter.
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return kept.length > 0 ? `?${kept.map(({ part }) => part).join('&')}` : '';
}

/** Bytes stay bytes: old sites encode Arabic as Windows-1256, which decoding would make one. RFC 3986, section 6.2.2. */
const oneEncoding = (text: string) =>
  text.replace(/%([\da-f]{2})?/gi, (encoded, code?: string) => {
    // A bare percent sign must not begin a new code with what is decoded behind it.
    if (code === undefined) return '%25';
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
  });

/** What advertisers, newsletters, social networks and newsrooms add to links; in lower case. */
const tracking = new RegExp(
  `^(?:${[
    'utm_.*|at_.*|ns_.*|_hs.*|hsa_.*|guce_.*|mtm_.*|pk_.*|matomo_.*',
    'fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|mkt_tok',
    '_ga|_gl|ref|ref_src|ref_url|referrer|cmp|cmpid|icid|ocid|ncid|s_cid|xtor|smid|smtyp|taid|wt_mc|soc_src|soc_trk',
    'traffic_source|guccounter|spm|__twitter_impression|feature|vero_id|oly_enc_id|oly_anon_id|amp',
  ].join('|')})$`,
);
