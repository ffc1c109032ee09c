import { Problems } from "../../components/Problems";
import type { ReportPreview } from "../../generated/commands";
import { counted } from "../../text/format";
import { ReportBlock } from "./ReportBlock";

/** The report as a sheet: the same blocks as in the PDF, in the same order. */
export function ReportSheet({ preview, mark }: { preview: ReportPreview; mark?: string }) {
  return (
    <div className="stack-tight">
      <p className="row">
        {preview.sealed ? (
          <span className="mark mark-success">{mark ?? "Scellé"}</span>
        ) : (
          <span className="mark mark-warning">Document préparatoire</span>
        )}
        <span className="muted">{counted(preview.pages, "page")} en PDF</span>
      </p>
      <Problems problems={preview.problems} />
      <article
        className="sheet"
        aria-label={`${preview.title} — ${preview.subtitle}`}
        data-sealed={preview.sealed}
      >
        <header className="sheet-head">
          {preview.issuer.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="sheet-title">{preview.title}</p>
          <p>{preview.subtitle}</p>
        </header>
        {preview.blocks.map((block, rank) => (
          // Blocks have no identity but their place, and are never moved.
          <ReportBlock key={rank} block={block} />
        ))}
      </article>
    </div>
  );
}
