// A page with react-big-calendar and nothing else; Page Down shows the next day or week.
import { DateTime } from 'luxon';
import { createElement, useEffect, useState } from 'react';
import { Calendar, luxonLocalizer } from 'react-big-calendar';
import { createRoot } from 'react-dom/client';

const PROVIDERS = 20;
const EACH = 20;
const localizer = luxonLocalizer(DateTime);
const view = (globalThis as unknown as { bareView: 'day' | 'week' }).bareView;
const monday = DateTime.local(2026, 3, 9);
const resources = Array.from({ length: PROVIDERS }, (_each, id) => ({ id, title: `Dr. ${id}` }));
const events = Array.from({ length: 14 }, (_day, day) => day)
  .filter((day) => day % 7 < 5)
  .flatMap((day) =>
    resources.flatMap(({ id }) =>
      Array.from({ length: EACH }, (_each, index) => {
        const start = monday.plus({ days: day, minutes: 8 * 60 + index * 25 });
        return {
          title: `Person ${id} ${index}, Follow-up`,
          start: start.toJSDate(),
          end: start.plus({ minutes: 20 }).toJSDate(),
          resourceId: id,
        };
      }),
    ),
  );

function Page() {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const press = (): void => setTurn((before) => before + 1);
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const on = monday.plus({ days: (turn % 2) * (view === 'day' ? 1 : 7) });
  return createElement(Calendar, {
    localizer,
    events,
    resources,
    view,
    views: ['day', 'week'],
    onView: () => undefined,
    onNavigate: () => undefined,
    date: on.toJSDate(),
    resourceIdAccessor: 'id' as never,
    resourceTitleAccessor: 'title' as never,
    step: 15,
    timeslots: 4,
    scrollToTime: monday.plus({ hours: 8 }).toJSDate(),
  });
}

const host = document.querySelector('#root');
if (host !== null) createRoot(host).render(createElement(Page));
