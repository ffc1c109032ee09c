import guide from "../../../../docs/guide/README.md?raw";
import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import { Problems } from "../../components/Problems";
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
  const { setStatus } = useSession();
  const { go } = useNavigation();
  const offer = useAction("offer_tour");
  return (
    <Page
      title="Aide"
      lead="Le guide de l’inspecteur et du conseiller."
      before={<BackButton />}
      actions={
        <Button
          isPending={offer.pending}
          onPress={async () => {
            const status = await offer.run({ offered: true });
            if (status === null) return;
            setStatus(status);
            go({ screen: "agenda" });
          }}
        >
          Carnet en cinq étapes
        </Button>
      }
    >
      <Problems failure={offer.failure} />
      <article className="card guide">
        <Markdown text={guide} pictures={pictureOf} />
      </article>
    </Page>
  );
}
