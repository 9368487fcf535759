import './feedback.css';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from './controls.tsx';
import { useShortcuts } from './shortcuts.ts';

/** How long a toast stays, in milliseconds. Its Undo stays longer, in the panel of what was done. */
const SHOWN_FOR = 8000;

interface Toast {
  readonly id: number;
  readonly message: string;
  readonly undo: (() => void) | undefined;
}

interface ToastState {
  readonly toast: Toast | null;
  readonly show: (message: string, undo?: () => void) => void;
  readonly clear: () => void;
}

/** One message at a time: the newest is what a person has just done. */
export const useToast = create<ToastState>()((set) => ({
  toast: null,
  show: (message, undo) => set((state) => ({ toast: { id: (state.toast?.id ?? 0) + 1, message, undo } })),
  clear: () => set({ toast: null }),
}));

/** Says what was done, with the way to take it back. */
export function showToast(message: string, undo?: () => void): void {
  useToast.getState().show(message, undo);
}

/** Where toasts appear; `Ctrl+Z` takes back what the shown one says. */
export function Toasts() {
  const strings = useStrings();
  const toast = useToast((state) => state.toast);
  const clear = useToast((state) => state.clear);
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(clear, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [toast, clear]);
  useEffect(() => clear, [clear]);
  const undo = toast?.undo;
  const takeBack = (): void => {
    clear();
    undo?.();
  };
  useShortcuts('overlay', { 'Ctrl+Z': takeBack }, { enabled: undo !== undefined });
  return (
    <div className="toasts" role="status">
      {toast === null ? null : (
        <div className="toast" key={toast.id}>
          <span>{toast.message}</span>
          {undo === undefined ? null : (
            <Button small shortcut="Ctrl+Z" onClick={takeBack}>
              {strings.common.undo}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
