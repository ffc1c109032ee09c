import { useState } from "react";

import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { MergedTeacherView, TeacherSheet, TeacherView } from "../../generated/commands";
import { fullName } from "../../text/teacher";
import { SamePersonButtons } from "./SamePersonButtons";
import { SplitDialog } from "./SplitDialog";
import { teacherDetails } from "./teacherDetails";
import "./Register.css";

function Namesake({
  teacher,
  other,
  decided,
  onChanged,
}: {
  teacher: TeacherView;
  other: TeacherView;
  decided: boolean;
  onChanged: () => void;
}) {
  return (
    <li>
      <div className="service-words">
        <p className="service-school">{fullName(other)}</p>
        <p className="muted small">
          {decided ? `Une autre personne · ${teacherDetails(other)}` : teacherDetails(other)}
        </p>
      </div>
      <SamePersonButtons pair={[teacher, other]} decided={decided} onDecided={onChanged} />
    </li>
  );
}

/** Others who bear this name, be they the same person or not, and entries already merged into this one. */
export function SamePersonCard({
  sheet: { teacher, homonyms, distinguished },
  onChanged,
}: {
  sheet: TeacherSheet;
  onChanged: () => void;
}) {
  const [splitting, setSplitting] = useState<MergedTeacherView | null>(null);
  const namesakes = [
    ...homonyms.map((other) => ({ other, decided: false })),
    ...distinguished.map((other) => ({ other, decided: true })),
  ];
  if (namesakes.length === 0 && teacher.merged.length === 0) return null;
  return (
    <Card title="Homonymes">
      <ul role="list" className="services">
        {namesakes.map(({ other, decided }) => (
          <Namesake
            key={other.id}
            teacher={teacher}
            other={other}
            decided={decided}
            onChanged={onChanged}
          />
        ))}
        {teacher.merged.map((merged) => (
          <li key={merged.id}>
            <div className="service-words">
              <p className="service-school">{merged.name}</p>
              <p className="muted small">Fiche réunie à celle-ci</p>
            </div>
            <Button
              kind="quiet"
              icon="undo"
              onPress={() => {
                setSplitting(merged);
              }}
            >
              Séparer de nouveau
            </Button>
          </li>
        ))}
      </ul>
      {splitting === null ? null : (
        <SplitDialog
          teacher={teacher}
          merged={splitting}
          onClose={() => {
            setSplitting(null);
          }}
          onSplit={onChanged}
        />
      )}
    </Card>
  );
}
