import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { EmptyState } from "../../components/EmptyState";
import { EntryList } from "../../components/EntryList";
import { Page } from "../../components/Page";
import { TextField } from "../../components/TextField";
import type { FoundView, SearchView, WrittenKind } from "../../generated/commands";
import { count, counted, plainDate } from "../../text/format";
import { foundPlace } from "./foundPlace";

const KINDS: Record<WrittenKind, string> = {
  objectives: "Objectifs de la visite",
  seance: "Séance",
  note: "Carnet de bord",
  answer: "Réponse à un observable",
  comment: "Remarque sur un observable",
  interview: "Entretien",
  strength: "Point d’appui",
  recommendation: "Recommandation",
  follow_up: "Suite donnée à une recommandation",
  course: "Remise du compte rendu",
  reply: "Réponse de l’enseignant",
  remark: "Remarque sur la réponse",
  rights: "Opposition ou limitation",
  reason: "Raison d’un rectificatif",
  own: "Notes personnelles",
};

function detailsOf({ visit, kind, label }: FoundView): string {
  const where = label === "" ? KINDS[kind] : `${KINDS[kind]}\u00a0: ${label}`;
  return [where, plainDate(visit.date), visit.subject, visit.school]
    .filter((part) => part !== "")
    .join(" · ");
}

function Found({ found, more }: SearchView) {
  const { go } = useNavigation();
  return (
    <>
      <p role="status" className="muted">
        {more
          ? `Plus de ${count(found.length)} passages\u00a0: voici ceux des visites les plus récentes. Ajoutez un mot pour en voir moins.`
          : counted(found.length, "passage trouvé", "passages trouvés")}
      </p>
      <EntryList
        label="Passages trouvés"
        entries={found.map((one, rank) => ({
          key: String(rank),
          title: one.excerpt,
          details: detailsOf(one),
        }))}
        onOpen={(key) => {
          const one = found[Number(key)];
          if (one !== undefined) go(foundPlace(one));
        }}
      />
    </>
  );
}

/** Searches all that was written, in every visit. */
export function SearchScreen() {
  const [query, setQuery] = useState("");
  const blank = query.trim() === "";
  const loaded = useCommand("search_notes", { query });
  return (
    <Page
      title="Chercher dans les notes"
      before={<BackButton to={{ screen: "agenda" }}>Agenda</BackButton>}
    >
      <TextField
        label="Mots cherchés"
        description={
          "Dans tout ce qui a été écrit d’une visite\u00a0: objectifs, carnet de bord, réponses et remarques, entretien, recommandations et leurs suites, remise et réponse, notes personnelles. Le début d’un mot suffit\u202f; accents et majuscules n’importent pas."
        }
        type="search"
        value={query}
        onChange={setQuery}
        autoFocus
      />
      <Await loaded={loaded}>
        {({ found, more }) =>
          blank ? (
            <EmptyState icon="search" title="Écrivez un mot">
              Par exemple le nom d’un outil, une consigne, une difficulté.
            </EmptyState>
          ) : found.length === 0 ? (
            <EmptyState icon="search" title="Rien n’a été écrit avec ces mots">
              Essayez avec moins de mots, ou seulement leur début.
            </EmptyState>
          ) : (
            <Found found={found} more={more} />
          )
        }
      </Await>
    </Page>
  );
}
