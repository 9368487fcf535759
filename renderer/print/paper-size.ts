import { useLayoutEffect } from 'react';
import type { Sheet } from '../../shared/print/contract.ts';

const SIZES: Readonly<Record<Sheet, string>> = {
  letter: '8.5in 11in',
  a4: '210mm 297mm',
  label: '2.25in 1.25in',
};

/**
 * Gives the printer the size of the paper while these pages are shown. Named pages would do it in the style sheet, but
 * what lies over the window is out of the flow, and there they have no effect.
 */
export function usePaperSize(sheet: Sheet): void {
  useLayoutEffect(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(`@page { size: ${SIZES[sheet]}; margin: 0; }`);
    document.adoptedStyleSheets.push(style);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
    };
  }, [sheet]);
}
