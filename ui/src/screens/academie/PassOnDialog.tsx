import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { RadioChoices, type RadioChoice } from "../../components/RadioChoices";
import { SelectField } from "../../components/SelectField";
import type { AcademieView, ChoiceView, VaultPostView } from "../../generated/commands";

type Reason = "new_post" | "interim";

const REASONS: readonly RadioChoice<Reason>[] = [
  { value: "new_post", label: "Changement de poste" },
  { value: "interim", label: "Intérim" },
];

function choicesOf(persons: readonly ChoiceView[], but: string | null = null) {
  return persons
    .filter(({ code }) => code !== but)
    .map(({ code, label }) => ({ value: code, label }));
}

/** Opens a vault: whose sealed visits pass, to whom, and why. */
export function PassOnDialog({
  posts,
  onClose,
  onPassed,
}: {
  posts: readonly VaultPostView[];
  onClose: () => void;
  onPassed: (view: AcademieView) => void;
}) {
  const [circle, setCircle] = useState<string | null>(posts[0]?.circle.code ?? null);
  const [author, setAuthor] = useState<string | null>(null);
  const [successor, setSuccessor] = useState<string | null>(null);
  const [reason, setReason] = useState<Reason>("new_post");
  const pass = useAction("pass_on_visits");
  const post = posts.find((one) => one.circle.code === circle);
  return (
    <Dialog
      title="Transmettre les visites d’un poste"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            kind="primary"
            isPending={pass.pending}
            isDisabled={circle === null || author === null || successor === null}
            onPress={async () => {
              const now = await pass.run({
                circle: circle ?? "",
                author: author ?? "",
                successor: successor ?? "",
                reason,
              });
              if (now !== null) onPassed(now);
            }}
          >
            Ouvrir le coffre et transmettre
          </Button>
        </>
      }
    >
      <p>
        Les comptes rendus scellés et leurs suites passent à qui reprend le poste, pendant trente
        jours ; jamais les brouillons ni les notes personnelles. L’ouverture est inscrite au journal
        de l’entrepôt, et la personne concernée la voit dans son carnet.
      </p>
      <SelectField
        label="Cercle"
        choices={posts.map((one) => ({ value: one.circle.code, label: one.circle.label }))}
        value={circle}
        onChange={(value) => {
          setCircle(value);
          setAuthor(null);
          setSuccessor(null);
        }}
      />
      <SelectField
        label="Personne qui quitte le poste"
        choices={choicesOf(post?.authors ?? [])}
        value={author}
        onChange={setAuthor}
      />
      <SelectField
        label="Personne qui reprend le poste"
        description="Elle doit avoir pris son invitation dans ce cercle."
        choices={choicesOf(post?.successors ?? [], author)}
        value={successor}
        onChange={setSuccessor}
      />
      <RadioChoices label="Raison" choices={REASONS} value={reason} onChange={setReason} list />
      <Problems failure={pass.failure} />
    </Dialog>
  );
}
