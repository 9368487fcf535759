/**
 * Scanners that type. A scan is keys that come faster than hands can, after an `@`; it is caught before anything on
 * the screen sees it, wherever the focus is, and ends with silence, because a line feed arrives as Enter. What turns
 * out to be typed by hand after all is handed on as if nobody had listened.
 */

/** Keys further apart than this, in milliseconds, are typed by hand. */
export const FASTEST_HAND = 35;
/**
 * As long, in milliseconds, what may become a scan is held back. Much longer than a gap: a busy window hears the next
 * key late, though it was pressed in time. By hand the next key comes sooner, and with it what was held.
 */
export const HELD_BACK = 250;
/** Silence that ends a scan, in milliseconds: scanners by radio pause longer than they type. */
export const SCAN_SILENCE = 250;
/** No window is busy for longer, in milliseconds; then a scan is forgotten, for it holds more than the desk may keep. */
const LATEST_KEY = 2000;
/** From this many characters on it can only be a scanner. */
const SURELY_A_SCAN = 12;
/** No bar code that the desk reads is longer; what follows is thrown away. */
const LONGEST_SCAN = 4000;

/** What is looked at of a key press. */
export type WedgeKey = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing' | 'timeStamp'
>;

export interface WedgeOptions {
  /** Everything scanned, separators as line feeds or as they came. */
  readonly onScan: (text: string) => void;
  /** Types into the field that has focus what was held back of it. */
  readonly onTyped: (text: string) => void;
}

export interface Wedge {
  /** True when the key belongs to a scan, so that nobody else may see it. */
  readonly press: (key: WedgeKey) => boolean;
  /** True for the release of a key whose press belonged to a scan. */
  readonly release: (key: Pick<KeyboardEvent, 'key'>) => boolean;
  /** Forgets what was caught so far. */
  readonly stop: () => void;
}

/** Listens for scans in a stream of keys; timers are the window's own. */
export function createWedge({ onScan, onTyped }: WedgeOptions): Wedge {
  const caught = { text: '', lastAt: 0, isRest: false };
  /** The scan before, for keys of it that were pressed in time and heard late. */
  const ended = { text: '', lastAt: Number.NEGATIVE_INFINITY };
  const held = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let forgetting: ReturnType<typeof setTimeout> | undefined;

  const forget = (): void => {
    clearTimeout(forgetting);
    ended.text = '';
    ended.lastAt = Number.NEGATIVE_INFINITY;
  };

  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { text } = caught;
    // The Enter that a scanner adds of its own may come late, too; it makes no other scan.
    const isNothingNew = caught.isRest && text.trimEnd() === ended.text.trimEnd();
    caught.text = '';
    caught.isRest = false;
    if (text === '') return;
    if (text.length >= SURELY_A_SCAN) {
      ended.text = text;
      ended.lastAt = caught.lastAt;
      clearTimeout(forgetting);
      forgetting = setTimeout(forget, LATEST_KEY);
      if (!isNothingNew) onScan(text.slice(0, LONGEST_SCAN));
    } else onTyped(text.replace(/\p{Cc}/gu, ''));
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, caught.text.length >= SURELY_A_SCAN ? SCAN_SILENCE : HELD_BACK);
  };
  const keep = (sign: string, key: WedgeKey): true => {
    // A scanner that is set to a whole novel must not fill the memory.
    if (caught.text.length <= LONGEST_SCAN) caught.text += sign;
    caught.lastAt = key.timeStamp;
    held.add(key.key);
    wait();
    return true;
  };

  const press = (key: WedgeKey): boolean => {
    if (key.isComposing) return false;
    const isScanning = caught.text !== '';
    if (isScanning) {
      const patience = caught.text.length >= SURELY_A_SCAN ? SCAN_SILENCE : FASTEST_HAND;
      // Held down, a key repeats as fast as a scanner types.
      if (key.repeat || key.timeStamp - caught.lastAt >= patience) end();
      else return keep(signOf(key), key);
    }
    const sinceScan = key.timeStamp - ended.lastAt;
    if (sinceScan >= 0 && sinceScan < FASTEST_HAND && !key.repeat) {
      caught.text = ended.text;
      caught.isRest = true;
      return keep(signOf(key), key);
    }
    return key.key === '@' && !key.repeat && !key.metaKey ? keep('@', key) : false;
  };

  return {
    press,
    release: ({ key }) => held.delete(key),
    stop: () => {
      clearTimeout(timer);
      caught.text = '';
      forget();
      held.clear();
    },
  };
}

/** The character of a key press; empty for Shift and its like, which scanners press between characters. */
function signOf({ key, ctrlKey, altKey }: WedgeKey): string {
  if (key === 'Enter') return '\n';
  if (key === 'Tab') return '\t';
  if (key.length !== 1) return '';
  if (ctrlKey) return controlSign(key);
  return altKey ? '' : key;
}

/** Scanners type the separators as people would: Ctrl+J for a line feed, Ctrl+^ for a record separator. */
function controlSign(key: string): string {
  const code = key.toUpperCase().charCodeAt(0);
  if (code >= 0x40 && code <= 0x5f) return String.fromCharCode(code - 0x40);
  return key === '6' ? '\u001e' : '';
}
