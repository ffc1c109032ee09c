import "./Progress.css";

/** Says that something is awaited; shown only when it lasts. */
export function Progress({ children }: { children: string }) {
  return (
    <p className="progress" role="status">
      <span className="progress-wheel" aria-hidden="true" />
      {children}
    </p>
  );
}
