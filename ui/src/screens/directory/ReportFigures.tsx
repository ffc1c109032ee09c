import { count } from "../../text/format";
import "./ReportFigures.css";

/** The figures of an import, before or after it: each with its word. */
export function ReportFigures({
  figures,
}: {
  figures: readonly { label: string; value: number }[];
}) {
  return (
    <dl className="figures">
      {figures.map(({ label, value }) => (
        <div key={label} data-zero={value === 0}>
          <dt>{label}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
