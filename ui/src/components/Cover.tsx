import { useContext, useEffect, useRef, type ReactNode } from "react";

import { HelpContext } from "./help";
import { useOpeningFocus } from "./useOpeningFocus";
import "./Cover.css";

/** The closed notebook: a cover of cloth, and a label on which one writes. */
export function Cover({
  title,
  children,
  beside,
}: {
  /** The h1 of the label. */
  title: string;
  children: ReactNode;
  /** Written on the cloth, beside the label: the steps of a first start. */
  beside?: ReactNode;
}) {
  const { cover: help } = useContext(HelpContext);
  const screen = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === "Carnet" ? title : `${title} - Carnet`;
  }, [title]);
  useOpeningFocus(screen, heading);
  return (
    <div className={beside === undefined ? "cover" : "cover cover-setup"}>
      <header className="cover-beside">
        <p className="cover-name">Carnet</p>
        {beside ?? <p className="cover-motto">Le carnet d’observation de classe</p>}
      </header>
      <main ref={screen} className="cover-label">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
        {help}
      </main>
    </div>
  );
}
