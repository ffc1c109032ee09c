import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { TeacherView } from "../../generated/commands";
import { fullName, presentServices } from "../../text/teacher";
import { MergeDialog } from "./MergeDialog";
import "./Register.css";

/** Others who may be the same person, and entries already merged into this one. */
export function SamePersonCard({
  teacher,
  homonyms,
  onChanged,
}: {
  teacher: TeacherView;
  homonyms: TeacherView[];
  onChanged: () => void;
}) {
  const split = useAction("split_teachers");
  const [merging, setMerging] = useState<TeacherView | null>(null);
  if (homonyms.length === 0 && teacher.merged.length === 0) return null;
  const takeBack = async (from: string) => {
    if ((await split.run({ into: teacher.id, from })) !== null) onChanged();
  };
  return (
    <Card title="Homonymes">
      <Problems failure={split.failure} />
      <ul role="list" className="services">
        {homonyms.map((other) => (
          <li key={other.id}>
            <div className="service-words">
              <p className="service-school">{fullName(other)}</p>
              <p className="muted small">{presentServices(other)}</p>
            </div>
            <Button
              onPress={() => {
                setMerging(other);
              }}
            >
              C’est la même personne
            </Button>
          </li>
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
              isPending={split.pending}
              onPress={() => void takeBack(merged.id)}
            >
              Séparer de nouveau
            </Button>
          </li>
        ))}
      </ul>
      <MergeDialog
        into={teacher}
        from={merging}
        onClose={() => {
          setMerging(null);
        }}
        onMerged={onChanged}
      />
    </Card>
  );
}
