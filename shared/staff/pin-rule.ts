/** True for a PIN that a neighbour does not guess first: 4 to 12 digits, not all the same, not counting up or down. */
export function isGoodPin(pin: string): boolean {
  if (!/^\d{4,12}$/.test(pin)) return false;
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  return !['0', '1', '-1'].some((step) => steps.every((each) => String(each) === step));
}
