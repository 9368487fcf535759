import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import { type DayScale, instantAt, STEP_PIXELS, topOf } from './day-scale.ts';

/** What of a visit is taken hold of: all of it, or when it ends. */
export type Edge = 'body' | 'end';

/** Where a visit was let go. */
export interface Drop {
  readonly visit: CalendarVisit;
  readonly column: number;
  readonly starts: number;
  readonly minutes: number;
}

interface DragOptions {
  readonly body: RefObject<HTMLDivElement | null>;
  readonly scale: DayScale;
  readonly columns: number;
  readonly onDrop: (drop: Drop) => void;
}

/** Less than this, in pixels, is a press and no drag. */
const SLACK = 4;

/**
 * Moves a visit with the mouse, or its end. What follows the pointer is one element of its own, moved by its style: nothing is
 * drawn anew until the visit is let go. Esc lets it go where it was.
 */
export function useDrag(options: DragOptions) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const dragged = useRef(false);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const grab = useRef((visit: CalendarVisit, event: PointerEvent, edge: Edge): void => {
    if (event.button !== 0 || (visit.status !== 'booked' && visit.status !== 'confirmed')) return;
    const body = latest.current.body.current;
    const box = (event.currentTarget as Element).closest<HTMLElement>('.visit-box');
    if (body === null || box === null) return;
    dragged.current = false;
    const start = { x: event.clientX, y: event.clientY };
    const inside = start.y - box.getBoundingClientRect().top;
    const ghost = box.cloneNode(true) as HTMLElement;
    ghost.classList.add('visit-box--ghost');
    ghost.removeAttribute('data-visit');
    // Placed by its transform alone, not by where the visit stands.
    ghost.style.top = '0';
    ghost.style.left = '0';
    ghost.setAttribute('aria-hidden', 'true');
    const place = { column: -1, starts: visit.starts as number, minutes: visit.minutes };

    const move = (now: globalThis.PointerEvent): void => {
      const { scale, columns } = latest.current;
      if (!dragged.current && Math.hypot(now.clientX - start.x, now.clientY - start.y) < SLACK) return;
      if (!dragged.current) {
        dragged.current = true;
        body.append(ghost);
      }
      const area = body.getBoundingClientRect();
      const width = area.width / columns;
      const pointed = Math.min(Math.max(0, Math.floor((now.clientX - area.left) / width)), columns - 1);
      const own = Math.floor((box.getBoundingClientRect().left - area.left + 1) / width);
      if (edge === 'end') {
        const ends = instantAt(scale, now.clientY - area.top) + scale.step * MINUTE;
        place.minutes = Math.max(scale.step, Math.round((ends - visit.starts) / MINUTE));
        place.column = own;
      } else {
        place.starts = instantAt(scale, now.clientY - area.top - inside + STEP_PIXELS / 2);
        place.column = pointed;
      }
      const top = topOf(scale, place.starts);
      ghost.style.transform = `translate(${place.column * width}px, ${top}px)`;
      ghost.style.width = `${width - 3}px`;
      ghost.style.height = `${topOf(scale, place.starts + place.minutes * MINUTE) - top - 2}px`;
    };
    const end = (): void => {
      stop.current();
      const isElsewhere =
        place.starts !== visit.starts || place.minutes !== visit.minutes || place.column >= 0;
      if (dragged.current && isElsewhere) latest.current.onDrop({ visit, ...place });
    };
    const press = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopImmediatePropagation();
      stop.current();
    };
    stop.current = () => {
      ghost.remove();
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('keydown', press, { capture: true });
      stop.current = () => undefined;
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('keydown', press, { capture: true });
  });
  return { grab: grab.current, isDragged: () => dragged.current };
}
