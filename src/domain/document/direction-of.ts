/** ISO 639 codes of languages whose usual script runs from right to left. */
const fromTheRight = new Set(
  (
    'ar arc arq ary arz acm acq acw acx aeb afb ajp apc apd ars ayl ayn azb bal bcc bgn bgp bqi ckb dv fa prs pes glk ' +
    'haz he iw hbo jpr jrb khw ks lrc luz mvy mzn nqo pnb ps pbt pbu pst rhg sam sd sdh skr sqt syc syr aii cld tru ' +
    'ug ur yi ji ydd'
  ).split(' '),
);

/** ISO 15924 codes of scripts that run from right to left. */
const scriptsFromTheRight = new Set(
  'adlm arab aran armi avst chrs elym garm hatr hebr hung lydi mand mani mend merc mero narb nbat nkoo orkh ougr palm phli phlp phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa todr yezi'.split(
    ' ',
  ),
);

/** Where a region writes a language in the Arabic script that others write in another (CLDR, likely subtags). */
const regionsFromTheRight = new Set('az-iq az-ir ku-iq ku-ir pa-pk uz-af'.split(' '));

/**
 * The direction in which a language is written, by its BCP 47 tag: of its script when the tag names one (`az-Arab`,
 * `ar-Latn`), else as the language usually is, and in Iran, Iraq, Pakistan or Afghanistan as there (`ku-IQ`). Case makes no
 * difference. What is unknown or no tag runs from left to right, as the pages do.
 */
export function directionOf(language: string): 'rtl' | 'ltr' {
  const subtags = language.slice(0, 64).toLowerCase().split(/[-_]/);
  // What follows a single letter is an extension: `ar-u-nu-latn` speaks of digits.
  const extension = subtags.findIndex((subtag) => subtag.length === 1);
  const [primary = '', ...rest] = extension < 0 ? subtags : subtags.slice(0, extension);
  const script = rest.find((subtag) => /^[a-z]{4}$/.test(subtag));
  if (script) return scriptsFromTheRight.has(script) ? 'rtl' : 'ltr';
  const region = rest.find((subtag) => /^[a-z]{2}$/.test(subtag));
  // Tags such as `ar-arz` name the language proper second (RFC 5646, extended language subtags).
  const named = [primary, ...rest.filter((subtag) => /^[a-z]{3}$/.test(subtag))];
  return named.some((subtag) => fromTheRight.has(subtag)) || regionsFromTheRight.has(`${primary}-${region}`)
    ? 'rtl'
    : 'ltr';
}
