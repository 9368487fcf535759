/** What an NPI stands behind on a card: issuer 80840, "health applications, United States" (ISO/IEC 7812). */
const NPI_ISSUER = '80840';

/**
 * True for a National Provider Identifier: ten digits, the first 1 or 2, with a right check digit
 * (45 CFR 162.406; Luhn over the issuer and the number, as CMS publishes it).
 */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const sum = [...`${NPI_ISSUER}${text}`].reverse().reduce((total, sign, index) => {
    const digit = Number(sign);
    if (index % 2 === 0) return total + digit;
    return total + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return sum % 10 === 0;
}
