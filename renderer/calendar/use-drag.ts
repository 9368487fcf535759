import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import type { GridColumn } from './columns.ts';
import { instantAt, STEP_PIXELS, topOf } from './day-scale.ts';
import type { LivePlace } from './live-conflicts.ts';

/** What of a visit is taken hold of: all of it, or when it ends. */
export type Edge = 'body' | 'end';

/** Where a visit was let go. */
export interface Drop {
  readonly visit: CalendarVisit;
  readonly column: number;
  readonly starts: number;
  readonly minutes: number;
}

/** Says of a place, before anything is let go there, when it is and what stands against it. */
export type LiveWords = (
  visit: CalendarVisit,
  place: LivePlace,
) => { readonly time: string; readonly against: string; readonly isImpossible: boolean };

interface DragOptions {
  readonly body: RefObject<HTMLDivElement | null>;
  readonly columns: readonly GridColumn[];
  readonly live: LiveWords;
  /** True for a past minute: nothing is moved there. */
  readonly isPast: boolean;
  /** Settles when the visit stands there, or stays where it was. */
  readonly onDrop: (drop: Drop) => Promise<unknown>;
}

/** Less than this, in pixels, is a press and no drag. */
const SLACK = 4;

/**
 * Moves a visit with the mouse, or its end. What follows the pointer is one element of its own, moved by its style, and it
 * says what stands against the place it is over: nothing is drawn anew until the visit is let go. Esc lets it go where it was,
 * and so does letting go of it outside of the days: there nobody sees whose column it would be.
 */
export function useDrag(options: DragOptions) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const dragged = useRef(false);
  const soonOver = useRef(() => requestAnimationFrame(() => (dragged.current = false))).current;
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const grab = useRef((visit: CalendarVisit, event: PointerEvent, edge: Edge): void => {
    stop.current();
    if (event.button !== 0 || (visit.status !== 'booked' && visit.status !== 'confirmed')) return;
    if (latest.current.isPast) return;
    const body = latest.current.body.current;
    const box = (event.currentTarget as Element).closest<HTMLElement>('.visit-box');
    if (body === null || box === null) return;
    const start = { x: event.clientX, y: event.clientY };
    const from = box.getBoundingClientRect();
    const area = body.getBoundingClientRect();
    const inside = start.y - from.top;
    const own = columnAt(from.left + 1 - area.left, area.width, latest.current.columns.length);
    const ghost = ghostOf(box);
    const said = ghost.appendChild(document.createElement('span'));
    said.className = 'visit-box__said tabular';
    const place = { column: -1, starts: visit.starts as number, minutes: visit.minutes };

    const begin = (): void => {
      if (dragged.current) return;
      dragged.current = true;
      // The click that follows the drag is not one; each one after it is.
      window.addEventListener('pointerup', soonOver, { once: true });
      window.addEventListener('pointercancel', soonOver, { once: true });
      body.append(ghost);
    };
    const show = (column: GridColumn, width: number, x: number): void => {
      const { scale } = column;
      const top = topOf(scale, place.starts);
      ghost.style.transform = `translate(${place.column * width}px, ${top}px)`;
      ghost.style.width = `${width - 3}px`;
      ghost.style.height = `${topOf(scale, place.starts + place.minutes * MINUTE) - top - 2}px`;
      const { time, against, isImpossible } = latest.current.live(visit, {
        column,
        starts: place.starts,
        minutes: place.minutes,
      });
      said.textContent = against === '' ? time : `${time} · ${against}`;
      ghost.classList.toggle('visit-box--against', against !== '');
      ghost.classList.toggle('visit-box--impossible', isImpossible);
      const seen = (body.closest('.time-grid') ?? body).getBoundingClientRect();
      // Its words are longer than a column is wide: where the grid ends at the right they go to the left.
      ghost.classList.toggle('visit-box--at-right', x > seen.left + seen.width / 2);
    };
    const move = (now: globalThis.PointerEvent): void => {
      const { columns } = latest.current;
      if (now.pointerId !== event.pointerId) return;
      if (!dragged.current && Math.hypot(now.clientX - start.x, now.clientY - start.y) < SLACK) return;
      begin();
      // Asked each time: the grid may have been scrolled under the pointer.
      const { left, top: above, width: whole } = body.getBoundingClientRect();
      const isInside = isOverDays(body, now);
      ghost.style.visibility = isInside ? '' : 'hidden';
      if (!isInside) {
        place.column = -1;
        return;
      }
      const pointed = edge === 'end' ? own : columnAt(now.clientX - left, whole, columns.length);
      const column = columns[pointed];
      if (column === undefined) return;
      const { scale } = column;
      const before = `${place.column} ${place.starts} ${place.minutes}`;
      place.column = pointed;
      if (edge === 'end') {
        const ends = instantAt(scale, now.clientY - above) + scale.step * MINUTE;
        place.minutes = Math.max(scale.step, Math.round((ends - visit.starts) / MINUTE));
      } else place.starts = instantAt(scale, now.clientY - above - inside + STEP_PIXELS / 2);
      if (before === `${place.column} ${place.starts} ${place.minutes}`) return;
      show(column, whole / columns.length, now.clientX);
    };
    const end = (now: globalThis.PointerEvent): void => {
      if (now.pointerId !== event.pointerId) return;
      const isElsewhere =
        place.starts !== visit.starts || place.minutes !== visit.minutes || place.column !== own;
      if (!dragged.current || place.column < 0 || !isElsewhere) {
        stop.current();
        return;
      }
      // It lies where it was let go until the engine has said whether it may: it must not jump back and forth.
      unlisten();
      void latest.current.onDrop({ visit, ...place }).finally(() => ghost.remove());
    };
    // A touch that turns out to scroll, for one.
    const cancel = (now: globalThis.PointerEvent): void => {
      if (now.pointerId === event.pointerId) stop.current();
    };
    const press = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopImmediatePropagation();
      stop.current();
    };
    const unlisten = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', press, { capture: true });
      stop.current = () => undefined;
    };
    stop.current = () => {
      ghost.remove();
      unlisten();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', press, { capture: true });
  });
  return { grab: grab.current, isDragged: () => dragged.current };
}

/** True over the columns as far as they are in sight. */
function isOverDays(body: HTMLElement, { clientX, clientY }: globalThis.PointerEvent): boolean {
  const grid = body.closest('.time-grid');
  const head = grid?.querySelector('.time-grid__head');
  const seen = (grid ?? body).getBoundingClientRect();
  const top = head?.getBoundingClientRect().bottom ?? seen.top;
  return clientX >= seen.left && clientX <= seen.right && clientY >= top && clientY <= seen.bottom;
}

function columnAt(x: number, width: number, columns: number): number {
  return Math.min(Math.max(0, Math.floor((x / width) * columns)), columns - 1);
}

/** What follows the pointer: placed by its transform alone, not by where the visit stands. */
function ghostOf(box: HTMLElement): HTMLElement {
  const ghost = box.cloneNode(true) as HTMLElement;
  ghost.classList.add('visit-box--ghost');
  // Its own words stay within it; what is said of the place it is over may be longer.
  const clip = document.createElement('span');
  clip.className = 'visit-box__clip';
  clip.append(...ghost.childNodes);
  ghost.append(clip);
  ghost.removeAttribute('data-visit');
  ghost.style.top = '0';
  ghost.style.left = '0';
  ghost.setAttribute('aria-hidden', 'true');
  return ghost;
}
