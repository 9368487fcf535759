import './sheets.css';
import './pages.css';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Sheet } from '../../shared/print/contract.ts';
import { fillPages } from './fill-pages.ts';
import { usePaperSize } from './paper-size.ts';

interface SheetsProps {
  readonly sheet: Sheet;
  /** The parts of the document in their order; a part is never divided, so keep each far below a page. */
  readonly parts: readonly ReactNode[];
  /** Stands at the top of every page, whose first part is the one of this number; always of the same height. */
  readonly header?: ((firstPart: number) => ReactNode) | undefined;
  /** Stands at the bottom of every page; `page` counts from 1. */
  readonly footer?: ((page: number, pages: number) => ReactNode) | undefined;
  /** Says what the pages are, for screen readers. */
  readonly label: string;
}

/**
 * The pages as they are printed. They are laid out here and not by the printer, so that the preview is the page: the
 * parts are measured once in a page of the same width, then dealt out.
 */
export function Sheets({ sheet, parts, header, footer, label }: SheetsProps) {
  usePaperSize(sheet);
  const ruler = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<readonly (readonly number[])[]>([]);
  useLayoutEffect(() => {
    const element = ruler.current;
    if (element === null) return;
    const measure = (): void => setPages((before) => sameOr(before, measured(element)));
    measure();
    // A font or a picture that arrives late moves the page breaks.
    const observer = new ResizeObserver(measure);
    for (const child of element.querySelectorAll('.sheet__part, .sheet__body')) observer.observe(child);
    return () => observer.disconnect();
  });
  const shell = (content: ReactNode, page: number, count: number, firstPart: number): ReactNode => (
    <>
      {header === undefined ? null : <header className="sheet__header">{header(firstPart)}</header>}
      <div className="sheet__body">{content}</div>
      {footer === undefined ? null : <footer className="sheet__footer">{footer(page, count)}</footer>}
    </>
  );
  const part = (index: number): ReactNode => (
    <div className="sheet__part" key={index}>
      {parts[index]}
    </div>
  );
  return (
    <div className="sheets">
      <div ref={ruler} className={`sheet sheet--${sheet} sheet--ruler`} aria-hidden="true" inert>
        {shell(
          parts.map((_part, index) => part(index)),
          1,
          1,
          0,
        )}
      </div>
      {pages.map((indexes, page) => (
        <article
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          key={page}
          className={`sheet sheet--${sheet}`}
          aria-label={pages.length === 1 ? label : `${label}, ${page + 1}`}
        >
          {shell(indexes.map(part), page + 1, pages.length, indexes[0] ?? 0)}
        </article>
      ))}
    </div>
  );
}

function measured(element: HTMLElement): readonly (readonly number[])[] {
  const heights = Array.from(
    element.querySelectorAll<HTMLElement>('.sheet__part'),
    (child) => child.getBoundingClientRect().height,
  );
  return fillPages(heights, element.querySelector('.sheet__body')?.clientHeight ?? 0);
}

function sameOr<Value>(before: Value, after: Value): Value {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
