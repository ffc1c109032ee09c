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
import { placeOf } from "../agenda/placeOf";

const KINDS: Record<WrittenKind, string> = {
  note: "Carnet de bord",
  comment: "Remarque sur un observable",
  interview: "Entretien",
  strength: "Point d’appui",
  recommendation: "Recommandation",
  own: "Notes personnelles",
};

function detailsOf({ visit, kind }: FoundView): string {
  return [KINDS[kind], plainDate(visit.date), visit.subject, visit.school]
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
          if (one !== undefined) go(placeOf(one.visit));
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
          "Dans tous les carnets de bord, remarques, entretiens, recommandations et notes personnelles. Le début d’un mot suffit\u202f; accents et majuscules n’importent pas."
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
