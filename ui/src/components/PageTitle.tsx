import { useEffect, useRef, type ReactNode } from "react";

import "./PageTitle.css";

/** The head of a screen. */
export interface PageTitleProps {
  /** The h1, and the window's title. */
  children: string;
  /** A sentence under it. */
  lead?: ReactNode;
  /** Beside it: the buttons of the whole screen. */
  actions?: ReactNode;
  /** Above it: the way back. */
  before?: ReactNode;
  /** Whether the title takes the focus when the screen opens; not where a field does. */
  takesFocus?: boolean;
}

/** The one h1 of a screen: it names the window and takes the focus when the screen opens. */
export function PageTitle({ children, lead, actions, before, takesFocus = true }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} - Carnet`;
  }, [children]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <header className="page-title">
      {before}
      <div className="page-title-line">
        <h1 ref={heading} tabIndex={-1}>
          {children}
        </h1>
        {actions === undefined ? null : <div className="row">{actions}</div>}
      </div>
      {lead === undefined ? null : <div className="page-title-lead">{lead}</div>}
    </header>
  );
}
