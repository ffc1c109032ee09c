import { call } from "../../backend/backend";
import { SavedMark } from "../../components/SavedMark";
import { TextArea } from "../../components/TextArea";
import { useAutosave } from "../../components/useAutosave";

/** Why the sealed version is replaced; kept while the rectificatif is written. */
export function ReasonField({
  visit,
  reason,
  onChange,
}: {
  visit: string;
  reason: string;
  onChange: (reason: string) => void;
}) {
  const { change, attempt, state } = useAutosave(async (words: string) => {
    const saved = await call("save_reason", { visit, reason: words });
    return saved.saved_at;
  });
  return (
    <div className="stack-tight">
      <TextArea
        label="Raison du rectificatif"
        description="Elle figure dans le compte rendu rectifié."
        rows={2}
        value={reason}
        onChange={(words) => {
          onChange(words);
          change(words);
        }}
        onBlur={attempt}
      />
      <SavedMark state={state} onRetry={attempt} />
    </div>
  );
}
