import { Component, type ReactNode, useEffect, useRef } from 'react';
import { useLiveness } from '../live.js';

/** Keeps the frame around a page that cannot be shown, as its script did not come or failed. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <NotLoaded /> : this.props.children;
  }
}

/** Loads everything anew as soon as the system answers again. */
function NotLoaded() {
  const isLive = useLiveness() === 'live';
  const wasLive = useRef(isLive);
  useEffect(() => {
    if (isLive && !wasLive.current) location.reload();
    wasLive.current = isLive;
  }, [isLive]);
  return (
    <div className="notice" data-mood="bad" role="alert">
      <strong>This page could not be loaded</strong>
      <p>
        {isLive
          ? 'The system may have a newer version of it.'
          : 'The system does not answer. The page comes as soon as it does.'}
      </p>
      {isLive && (
        <button type="button" className="button" onClick={() => location.reload()}>
          Load it again
        </button>
      )}
    </div>
  );
}
