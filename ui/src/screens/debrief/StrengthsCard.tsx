import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { TextArea } from "../../components/TextArea";
import type { StrengthView, TeacherView } from "../../generated/commands";
import { blankStrength, type Keyed } from "./debriefModel";
import { ForWhom } from "./ForWhom";
import { RemovePart } from "./RemovePart";

/** What deserves to be kept. */
export function StrengthsCard({
  strengths,
  teachers,
  onChange,
  onRemove,
  onLeave,
}: {
  strengths: readonly Keyed<StrengthView>[];
  teachers: readonly TeacherView[];
  onChange: (strengths: Keyed<StrengthView>[]) => void;
  /** Takes one away by its key, and offers in these words to put it back. */
  onRemove: (key: string, words: string) => void;
  onLeave: () => void;
}) {
  const put = (key: string, changes: Partial<StrengthView>) => {
    onChange(strengths.map((part) => (part.key === key ? { ...part, ...changes } : part)));
  };
  return (
    <Card
      title="Points d’appui"
      lead="Ce qui mérite d’être gardé et montré."
      actions={
        <Button
          icon="add"
          onPress={() => {
            onChange([...strengths, blankStrength()]);
          }}
        >
          Ajouter un point d’appui
        </Button>
      }
    >
      {strengths.length === 0 ? null : (
        <ol role="list" className="debrief-parts">
          {strengths.map(({ key, text, teacher }, rank) => (
            <li key={key} className="debrief-part">
              <TextArea
                label={`Point d’appui ${String(rank + 1)}`}
                rows={2}
                value={text}
                autoFocus={text === ""}
                onBlur={onLeave}
                onChange={(value) => {
                  put(key, { text: value });
                }}
              />
              <div className="debrief-part-side">
                <ForWhom
                  teachers={teachers}
                  value={teacher}
                  onChange={(value) => {
                    put(key, { teacher: value });
                  }}
                />
                <RemovePart
                  name={`le point d’appui ${String(rank + 1)}`}
                  onRemove={() => {
                    onRemove(key, `Point d’appui ${String(rank + 1)} retiré.`);
                  }}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
