/** Postal codes of the states, the district, the territories and the military post. */
const US_STATES: ReadonlySet<string> = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH ' +
    'OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP'
  ).split(' '),
);

/** Whether the text is the two-letter code of a state or territory, in letters of either size. */
export function isUsState(text: string): boolean {
  return US_STATES.has(text.toUpperCase());
}
