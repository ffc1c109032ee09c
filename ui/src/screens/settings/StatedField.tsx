import { CheckboxField } from "../../components/CheckboxField";
import { TextField } from "../../components/TextField";
import type { StatedView } from "../../generated/commands";
import "./StatedField.css";

/** A fact of the préréglage: proposed « à vérifier » until somebody did, blank where nobody knows. */
export function StatedField({
  label,
  blank,
  stated,
  onChange,
}: {
  label: string;
  /** What happens while it stays blank. */
  blank: string;
  stated: StatedView;
  onChange: (stated: StatedView) => void;
}) {
  const isBlank = stated.value.trim() === "";
  return (
    <div className="stated">
      <TextField
        label={label}
        value={stated.value}
        description={isBlank ? blank : stated.source}
        onChange={(value) => {
          onChange({ ...stated, value, verified: false });
        }}
        after={
          isBlank || stated.verified ? undefined : (
            <span className="mark mark-warning">à vérifier</span>
          )
        }
      />
      {isBlank ? null : (
        <CheckboxField
          label="Je l’ai vérifié"
          value={stated.verified}
          onChange={(verified) => {
            onChange({ ...stated, verified });
          }}
        />
      )}
    </div>
  );
}
