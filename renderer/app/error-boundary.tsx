import { Component, type ReactNode } from 'react';
import { lockWindow } from '../data/session.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { IconAlertTriangle } from '../ui/icons.ts';

interface Props {
  readonly children: ReactNode;
}

/** Catches a screen that breaks. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const words = currentStrings();
    const mend = (): void => this.setState({ broken: false });
    return (
      <div className="state" role="alert">
        <IconAlertTriangle size={22} aria-hidden="true" />
        <p className="state__title">{words.frame.brokenTitle}</p>
        <p className="state__text">{words.frame.brokenText}</p>
        <Button look="primary" onClick={mend}>
          {words.common.tryAgain}
        </Button>
        <Button onClick={() => void lockWindow('asked').then(mend)}>{words.frame.actions.lock}</Button>
      </div>
    );
  }
}
