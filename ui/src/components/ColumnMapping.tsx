import { Button } from "./Button";
import { Problems } from "./Problems";
import { SelectField } from "./SelectField";
import { StepSection } from "./StepSection";
import type { Failure, TableColumns } from "../generated/commands";
import { counted } from "../text/format";
import "./ColumnMapping.css";

const ASIDE = "aside";

/** Says what each column of a table is: what Carnet guessed, to correct. */
export function ColumnMapping({
  name,
  columns,
  fields,
  onChange,
  onSheet,
  pending,
  failure,
  onCancel,
  onContinue,
}: {
  /** The file's name. */
  name: string;
  columns: TableColumns;
  /** For each column, its field; null to leave it aside. */
  fields: (string | null)[];
  onChange: (fields: (string | null)[]) => void;
  /** Asks for another sheet of the workbook. */
  onSheet: (sheet: string) => void;
  pending: boolean;
  failure: Failure | null;
  onCancel: () => void;
  onContinue: () => unknown;
}) {
  const choices = [
    { value: ASIDE, label: "Laisser de côté" },
    ...columns.fields.map((field) => ({
      value: field.code,
      label: field.needed ? `${field.label} (nécessaire)` : field.label,
    })),
  ];
  return (
    <StepSection label="Colonnes du fichier">
      <h2>Que contient chaque colonne ?</h2>
      <p className="muted">
        {name}, {counted(columns.rows, "ligne")}
      </p>
      {columns.sheets.length < 2 ? null : (
        <SelectField
          label="Feuille du classeur"
          width="medium"
          choices={columns.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          value={columns.sheet}
          onChange={onSheet}
          isDisabled={pending}
        />
      )}
      <Problems problems={columns.problems} />
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Colonne</th>
              <th scope="col">Exemples</th>
              <th scope="col">Devient</th>
            </tr>
          </thead>
          <tbody>
            {columns.columns.map((column) => (
              <tr key={column.index}>
                <th scope="row" className="mapping-column">
                  {column.header}
                </th>
                <td className="mapping-samples">{column.samples.join(" · ")}</td>
                <td>
                  {column.refused ? (
                    <span className="mark mark-danger">Refusée</span>
                  ) : (
                    <SelectField
                      label={`Ce que devient la colonne ${column.header}`}
                      hiddenLabel
                      width="medium"
                      choices={choices}
                      value={fields[column.index] ?? ASIDE}
                      onChange={(field) => {
                        const chosen = field === ASIDE ? null : field;
                        onChange(
                          fields.map((other, rank) => (rank === column.index ? chosen : other)),
                        );
                      }}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Problems failure={failure} />
      <div className="row row-end">
        <Button onPress={onCancel}>Ne rien importer</Button>
        <Button kind="primary" isPending={pending} onPress={() => void onContinue()}>
          Voir l’aperçu
        </Button>
      </div>
    </StepSection>
  );
}
