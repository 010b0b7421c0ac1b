/**
 * Words as they are looked up: lower case, letters of the Arabic script that stand for one another made one, digits
 * ASCII; harakat, tatweel, apostrophes and invisible characters left out.
 */
export const foldWords = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u064b-\u065f\u0670ـ'’‘`\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ک/g, 'ك')
    .replace(/٬/g, ',')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 15));
