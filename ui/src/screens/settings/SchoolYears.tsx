import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { DateField } from "../../components/DateField";
import { Problems } from "../../components/Problems";
import type { SchoolYearView } from "../../generated/commands";

/** The first day of each school year of the académie; years come and go at either end. */
export function SchoolYears({
  years,
  onChange,
}: {
  years: SchoolYearView[];
  onChange: (years: SchoolYearView[]) => void;
}) {
  const adjacent = useAction("adjacent_school_year");
  const replace = (label: string, change: Partial<SchoolYearView>) => {
    onChange(years.map((year) => (year.label === label ? { ...year, ...change } : year)));
  };
  const add = async (before: boolean) => {
    const year = await adjacent.run({ years, before });
    if (year !== null) onChange(before ? [year, ...years] : [...years, year]);
  };
  return (
    <>
      {years.map((year) => (
        <div key={year.label} className="preset-year">
          <span aria-hidden="true">{year.label}</span>
          <DateField
            label={`Premier jour de ${year.label}`}
            hiddenLabel
            value={year.starts_on}
            onChange={(starts_on) => {
              replace(year.label, { starts_on, verified: false });
            }}
          />
          <CheckboxField
            label={year.verified ? "Vérifié" : "À vérifier"}
            value={year.verified}
            onChange={(verified) => {
              replace(year.label, { verified });
            }}
          />
        </div>
      ))}
      <Problems failure={adjacent.failure} />
      <div className="row">
        <Button icon="add" isPending={adjacent.pending} onPress={() => void add(false)}>
          Ajouter l’année suivante
        </Button>
        <Button icon="add" isPending={adjacent.pending} onPress={() => void add(true)}>
          Ajouter l’année précédente
        </Button>
        <Button
          isDisabled={years.length < 2}
          onPress={() => {
            adjacent.clear();
            onChange(years.slice(0, -1));
          }}
        >
          Retirer la dernière année
        </Button>
      </div>
    </>
  );
}
