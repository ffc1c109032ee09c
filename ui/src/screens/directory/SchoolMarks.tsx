import type { SchoolView } from "../../generated/commands";

function closedWord({ kind }: SchoolView): string {
  return kind.toLowerCase().startsWith("école") ? "Fermée" : "Fermé";
}

/** What must be seen of a school at a glance: closed, « hors contrat », éducation prioritaire. */
export function SchoolMarks({ school }: { school: SchoolView }) {
  return (
    <>
      {school.education_prioritaire === "" ? null : (
        <span className="mark mark-accent">{school.education_prioritaire}</span>
      )}
      {school.hors_contrat ? <span className="mark mark-warning">Privé hors contrat</span> : null}
      {school.closed ? <span className="mark mark-danger">{closedWord(school)}</span> : null}
    </>
  );
}
