import { CheckboxField } from "../../components/CheckboxField";
import type { PurgeLine, PurgeProposal } from "../../generated/commands";
import { visitWords } from "../../text/visitWords";

/** What a person ticked, by identifier. */
export interface Chosen {
  notes: readonly string[];
  visits: readonly string[];
  teachers: readonly string[];
}

interface Line {
  id: string;
  label: string;
  details: string;
}

function lineOf({ visit, holds }: PurgeLine): Line {
  return { id: visit.id, label: visitWords(visit), details: holds };
}

function Part({
  title,
  lines,
  ticked,
  onChange,
}: {
  title: string;
  lines: readonly Line[];
  ticked: readonly string[];
  onChange: (ticked: string[]) => void;
}) {
  if (lines.length === 0) return null;
  return (
    <div role="group" aria-label={title} className="stack-tight">
      <h3>{title}</h3>
      {lines.map((line) => (
        <CheckboxField
          key={line.id}
          label={line.label}
          description={line.details === "" ? undefined : line.details}
          value={ticked.includes(line.id)}
          onChange={(tick) => {
            const others = ticked.filter((id) => id !== line.id);
            onChange(tick ? [...others, line.id] : others);
          }}
        />
      ))}
    </div>
  );
}

/** What may be deleted, each line with its box. */
export function PurgeChoices({
  proposal,
  chosen,
  onChange,
}: {
  proposal: PurgeProposal;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}) {
  const teachers = proposal.teachers.map(({ id, name }) => ({ id, label: name, details: "" }));
  return (
    <>
      <Part
        title="Notes personnelles de visites terminées"
        lines={proposal.notes.map(lineOf)}
        ticked={chosen.notes}
        onChange={(notes) => {
          onChange({ ...chosen, notes });
        }}
      />
      <Part
        title="Visites hors de la durée de conservation"
        lines={proposal.visits.map(lineOf)}
        ticked={chosen.visits}
        onChange={(visits) => {
          onChange({ ...chosen, visits });
        }}
      />
      <Part
        title="Personnes sans visite gardée ni service depuis"
        lines={teachers}
        ticked={chosen.teachers}
        onChange={(ticked) => {
          onChange({ ...chosen, teachers: ticked });
        }}
      />
    </>
  );
}
