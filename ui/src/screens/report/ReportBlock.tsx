import { SceneFigure } from "../../components/SceneFigure";
import { TimeChart } from "../../components/TimeChart";
import type { ReportBlockView } from "../../generated/commands";
import { ReportTable } from "./ReportTable";

/** One block of a report, as the element it is: heading, paragraph, list, table, room to write. */
export function ReportBlock({ block }: { block: ReportBlockView }) {
  switch (block.block) {
    case "heading":
      return <ReportHeading level={block.level} text={block.text} />;
    case "paragraph":
      return <p>{block.text}</p>;
    case "list": {
      const members = block.items.map((item, rank) => <li key={rank}>{item}</li>);
      return block.numbered ? <ol>{members}</ol> : <ul>{members}</ul>;
    }
    case "table":
      return <ReportTable caption={block.caption} header={block.header} rows={block.rows} />;
    case "time_chart":
      return <TimeChart chart={block.chart} />;
    case "figure":
      return <SceneFigure scene={block.scene} />;
    case "signatory":
      return (
        <div className="sheet-signatory">
          <p>{block.role}</p>
          <p>
            <strong>{block.name}</strong>
          </p>
          {block.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      );
    case "blank":
      return (
        <div className="sheet-blank">
          {block.label}
          {Array.from({ length: block.lines }, (_, line) => (
            <span key={line} className="sheet-line" />
          ))}
        </div>
      );
  }
}

/** The window's own title is the one h1: the report's headings follow it. */
function ReportHeading({ level, text }: { level: number; text: string }) {
  if (level <= 1) return <h2>{text}</h2>;
  return level === 2 ? <h3>{text}</h3> : <h4>{text}</h4>;
}
