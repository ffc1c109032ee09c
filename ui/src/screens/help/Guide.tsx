import { useRef } from "react";

import guide from "../../../../docs/guide/README.md?raw";
import { Button } from "../../components/Button";
import { Markdown, partsOf } from "./Markdown";
import "./help.css";

const PICTURES = import.meta.glob<string>("../../../../docs/guide/*.png", {
  eager: true,
  query: "?url",
  import: "default",
});

function pictureOf(name: string): string | undefined {
  return PICTURES[`../../../../docs/guide/${name}`];
}

const PARTS = partsOf(guide);

/** The guide, as it is in the documentation of this very version, and the way to each of its parts. */
export function Guide() {
  const text = useRef<HTMLDivElement>(null);
  const show = (rank: number) => {
    const title = text.current?.querySelectorAll("h2")[rank];
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <nav aria-label="Parties du guide">
        <ul className="guide-parts" role="list">
          {PARTS.map((title, rank) => (
            <li key={title}>
              <Button
                kind="quiet"
                onPress={() => {
                  show(rank);
                }}
              >
                {title}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={text} className="guide">
        <Markdown text={guide} pictures={pictureOf} />
      </div>
    </>
  );
}
