import { useCallback, useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import type { ProblemView, PurgeProposal } from "../../generated/commands";
import { plainDate } from "../../text/format";
import { PurgeChoices, type Chosen } from "./PurgeChoices";
import { PurgeDialog } from "./PurgeDialog";

const YEARS = Array.from({ length: 10 }, (_, index) => {
  const value = String(index + 1);
  return { value, label: index === 0 ? "1 année scolaire" : `${value} années scolaires` };
});

function proposed(proposal: PurgeProposal): Chosen {
  const ids = (lines: PurgeProposal["notes"]) =>
    lines.filter((line) => line.proposed).map((line) => line.visit.id);
  return {
    notes: ids(proposal.notes),
    visits: ids(proposal.visits),
    teachers: proposal.teachers.map((teacher) => teacher.id),
  };
}

function Proposal({
  proposal,
  onChanged,
  onPurged,
}: {
  proposal: PurgeProposal;
  onChanged: (proposal: PurgeProposal) => void;
  onPurged: () => void;
}) {
  const keep = useAction("keep_years");
  const [chosen, setChosen] = useState(() => proposed(proposal));
  const [asking, setAsking] = useState(false);
  const [problems, setProblems] = useState<readonly ProblemView[]>([]);
  const change = useCallback(
    (next: PurgeProposal) => {
      setChosen(proposed(next));
      onChanged(next);
    },
    [onChanged],
  );
  const nothing = proposal.notes.length + proposal.visits.length + proposal.teachers.length === 0;
  const count = chosen.notes.length + chosen.visits.length + chosen.teachers.length;
  return (
    <>
      <SelectField
        label="Garder, en plus de l’année en cours"
        description={
          proposal.before === ""
            ? "Le préréglage ne connaît pas l’année scolaire d’aujourd’hui : ajoutez-la dans les réglages."
            : `Les visites d’avant le ${plainDate(proposal.before)} sont proposées à la suppression.`
        }
        width="medium"
        choices={YEARS}
        value={String(proposal.years)}
        onChange={async (years) => {
          const next = await keep.run({ years: Number(years) });
          if (next !== null) change(next);
        }}
      />
      <Problems failure={keep.failure} />
      <Problems problems={problems} />
      {nothing ? (
        <p>Il n’y a rien à supprimer.</p>
      ) : (
        <>
          <PurgeChoices proposal={proposal} chosen={chosen} onChange={setChosen} />
          <div className="row">
            <Button
              kind="danger"
              icon="trash"
              isDisabled={count === 0}
              onPress={() => {
                setAsking(true);
              }}
            >
              Supprimer ce qui est coché…
            </Button>
          </div>
        </>
      )}
      {proposal.done.length === 0 ? null : (
        <details>
          <summary>Suppressions faites</summary>
          <ul>
            {proposal.done.map((purge) => (
              <li key={purge.sha256}>
                {purge.what}, {purge.on}. Liste signée, empreinte{" "}
                <span className="code small">{purge.sha256}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asking ? (
        <PurgeDialog
          chosen={chosen}
          onClose={() => {
            setAsking(false);
          }}
          onDone={(done) => {
            setAsking(false);
            setProblems(done.problems);
            change(done.proposal);
            onPurged();
          }}
        />
      ) : null}
    </>
  );
}

/** How long things are kept, what may go, and what went. */
export function RetentionCard({ onPurged }: { onPurged: () => void }) {
  const loaded = useCommand("purge_proposal", {});
  return (
    <Card
      title="Durée de conservation"
      lead="Rien n’est supprimé sans vous. Ce qui part est listé, signé, et ne revient pas avec une sauvegarde. Les rapports officiels versés au dossier de la personne suivent leurs propres règles."
    >
      <Await loaded={loaded}>
        {(proposal) => (
          <Proposal proposal={proposal} onChanged={loaded.replace} onPurged={onPurged} />
        )}
      </Await>
    </Card>
  );
}
