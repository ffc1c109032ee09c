import { useRef, useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EntryList } from "../../components/EntryList";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type { ReleasedPlace, ReleasesView } from "../../generated/commands";
import { folded } from "../../text/folded";
import { count } from "../../text/format";

/** How many schools are listed before more is typed. */
const LISTED = 8;

function entry(place: ReleasedPlace) {
  const shown = place.shows ? "" : "aucun chiffre\u00a0: le rapport le dit en mots";
  return {
    key: place.scope,
    title: place.name,
    details: [place.circonscription, shown].filter((part) => part !== "").join(" · "),
  };
}

/** Writes the reports of all schools of a circonscription, one after the other; it may be stopped. */
function AllReports({ view }: { view: ReleasesView }) {
  const names = [...new Set(view.schools.map((school) => school.circonscription))].filter(
    (name) => name !== "",
  );
  const [of, setOf] = useState(names[0] ?? "");
  const [done, setDone] = useState<number | null>(null);
  const [ended, setEnded] = useState("");
  const stopped = useRef(false);
  const isStopped = () => stopped.current;
  const write = useAction("export_released");
  const schools = view.schools.filter((school) => school.circonscription === of);
  if (names.length === 0) return null;
  const run = async () => {
    stopped.current = false;
    setEnded("");
    let written = 0;
    for (const school of schools) {
      if (isStopped()) break;
      setDone(written);
      const files = await write.run({ scope: school.scope, format: "pdf" });
      if (files === null) break;
      written += 1;
    }
    setDone(null);
    setEnded(`Rapports écrits\u00a0: ${count(written)} sur ${count(schools.length)}.`);
  };
  return (
    <div className="stack-tight">
      <div className="row">
        <SelectField
          label="Tous les rapports d’une circonscription"
          width="medium"
          choices={names.map((name) => ({ value: name, label: name }))}
          value={of}
          onChange={setOf}
        />
        {done === null ? (
          <Button
            onPress={() => void run()}
          >{`Écrire les rapports (${count(schools.length)})`}</Button>
        ) : (
          <Button
            onPress={() => {
              stopped.current = true;
            }}
          >
            Arrêter
          </Button>
        )}
      </div>
      {done === null ? null : (
        <div className="stack-tight">
          <progress max={schools.length} value={done} aria-label="Rapports écrits" />
          <p role="status">{`Rapport ${count(done + 1)} sur ${count(schools.length)}…`}</p>
        </div>
      )}
      {ended === "" ? null : <p role="status">{ended}</p>}
      <Problems failure={write.failure} />
    </div>
  );
}

/** Which report to read: of a circonscription, or of a school. */
export function ReportChoice({
  view,
  onOpen,
}: {
  view: ReleasesView;
  onOpen: (scope: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const asked = folded(typed.trim());
  const found = view.schools.filter((school) => folded(school.name).includes(asked));
  return (
    <Card
      title="Rapports"
      lead="Faits des seuls chiffres publiés\u00a0: nul ne s’y reconnaît. Le chef d’établissement ou le directeur reçoit le sien."
    >
      <EntryList
        label="Circonscriptions"
        entries={view.circonscriptions.map(entry)}
        onOpen={onOpen}
      />
      <TextField
        label="École ou établissement"
        type="search"
        width="medium"
        value={typed}
        onChange={setTyped}
      />
      <EntryList
        label="Écoles et établissements, par ordre alphabétique"
        entries={found.slice(0, LISTED).map(entry)}
        onOpen={onOpen}
      />
      {found.length <= LISTED ? null : (
        <p className="muted">{`Et ${count(found.length - LISTED)} autres\u00a0: tapez quelques lettres de leur nom.`}</p>
      )}
      <AllReports view={view} />
    </Card>
  );
}
