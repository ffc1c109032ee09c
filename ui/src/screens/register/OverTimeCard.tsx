import { Card } from "../../components/Card";
import type { OverTimeView } from "../../generated/commands";
import { plainDate } from "../../text/format";
import "./Register.css";

function Item({ item }: { item: OverTimeView }) {
  return (
    <details className="over-time">
      <summary>{item.label}</summary>
      <ol role="list">
        {item.steps.map((step, rank) => (
          <li key={rank}>
            <span className="muted small">
              {[plainDate(step.date), step.lesson].filter((part) => part !== "").join(" · ")}
            </span>
            <br />
            {step.words}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What was seen of each observable from visit to visit, in words; nothing before two sealed visits. */
export function OverTimeCard({ items }: { items: readonly OverTimeView[] }) {
  if (items.length === 0) return null;
  return (
    <Card
      title="D’une visite à l’autre"
      lead={
        "Ce qui a été vu, observable par observable, dans les visites scellées. Une séance n’est pas l’année\u00a0: rien n’est additionné, rien ne qualifie la personne."
      }
    >
      {items.map((item, rank) => (
        <Item key={rank} item={item} />
      ))}
    </Card>
  );
}
