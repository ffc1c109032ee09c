import type { TimeChartView } from "../generated/commands";
import "./TimeChart.css";

/** When things went on along a lesson: a line for each, filled where it did. */
export function TimeChart({ chart }: { chart: TimeChartView }) {
  const { title, spoken, moments, ends, lines } = chart;
  return (
    <div className="time-chart" role="img" aria-label={spoken}>
      <p className="time-chart-title">{title}</p>
      {lines.map(({ label, value, stretches }) => (
        <div key={label} className="time-chart-line">
          <span>{label}</span>
          <svg
            className="time-chart-cells"
            viewBox={`0 0 ${String(moments)} 1`}
            preserveAspectRatio="none"
          >
            {stretches.map(([first, length]) => (
              <rect key={first} x={first + 0.04} y="0" width={length - 0.08} height="1" />
            ))}
          </svg>
          <span className="time-chart-value numbers">{value}</span>
        </div>
      ))}
      <p className="time-chart-ends numbers">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  );
}
