import guide from "../../../../docs/guide/README.md?raw";
import { Markdown } from "./Markdown";
import "./help.css";

const PICTURES = import.meta.glob<string>("../../../../docs/guide/*.png", {
  eager: true,
  query: "?url",
  import: "default",
});

function pictureOf(name: string): string | undefined {
  return PICTURES[`../../../../docs/guide/${name}`];
}

/** The guide, as it is in the documentation of this very version. */
export function Guide() {
  return <Markdown text={guide} pictures={pictureOf} />;
}
