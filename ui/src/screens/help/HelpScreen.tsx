import guide from "../../../../docs/guide/README.md?raw";
import { BackButton } from "../../components/BackButton";
import { Page } from "../../components/Page";
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
export function HelpScreen() {
  return (
    <Page title="Aide" lead="Le guide de l’inspecteur et du conseiller." before={<BackButton />}>
      <article className="card guide">
        <Markdown text={guide} pictures={pictureOf} />
      </article>
    </Page>
  );
}
