import { useId, type ReactNode } from "react";

import "./Card.css";

/** A part of a screen. */
export interface CardProps {
  /** Its h2 (or h3); none for a mere frame. */
  title?: string;
  level?: 2 | 3;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A sheet of paper with its title. */
export function Card({ title, level = 2, lead, actions, children }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="card" aria-labelledby={title === undefined ? undefined : id}>
      {title === undefined ? null : (
        <div className="card-head">
          <Heading id={id}>{title}</Heading>
          {actions === undefined ? null : <div className="row">{actions}</div>}
        </div>
      )}
      {lead === undefined ? null : <div className="muted measure">{lead}</div>}
      {children}
    </section>
  );
}
