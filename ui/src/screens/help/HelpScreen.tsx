import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import { Problems } from "../../components/Problems";
import { Guide } from "./Guide";

/** The guide, and the way back to the tour. */
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
        <Guide />
      </article>
    </Page>
  );
}
