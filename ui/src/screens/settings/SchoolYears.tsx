import { CheckboxField } from "../../components/CheckboxField";
import { DateField } from "../../components/DateField";
import type { SchoolYearView } from "../../generated/commands";

/** The first day of each school year of the académie. */
export function SchoolYears({
  years,
  onChange,
}: {
  years: SchoolYearView[];
  onChange: (years: SchoolYearView[]) => void;
}) {
  const replace = (label: string, change: Partial<SchoolYearView>) => {
    onChange(years.map((year) => (year.label === label ? { ...year, ...change } : year)));
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
    </>
  );
}
