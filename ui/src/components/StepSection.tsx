import { useEffect, useRef, type ReactNode } from "react";

/** A step that takes the place of another on the page: it takes the focus too, which was on what is gone. */
export function StepSection({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.focus();
  }, []);
  return (
    <section ref={place} tabIndex={-1} className="stack taken-over" aria-label={label}>
      {children}
    </section>
  );
}
