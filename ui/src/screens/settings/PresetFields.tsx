import { TextArea } from "../../components/TextArea";
import type { PresetView, StatedView } from "../../generated/commands";
import { AcademieFields } from "./AcademieFields";
import { KindsFields } from "./KindsFields";
import { marked } from "./presetParts";
import { SchoolYears } from "./SchoolYears";
import { StatedField } from "./StatedField";
import { ToVerify } from "./ToVerify";

type Stated = "reply_days" | "controller" | "dpd_contact" | "legal_basis" | "retention";

const FACTS: readonly { fact: Stated; label: string; blank: string }[] = [
  {
    fact: "reply_days",
    label: "Délai de réponse de l’enseignant, en jours calendaires",
    blank: "Laissé vide, le compte rendu imprime un blanc à compléter à la main.",
  },
  {
    fact: "controller",
    label: "Responsable de traitement",
    blank: "Laissé vide, la mention d’information imprime un blanc à compléter à la main.",
  },
  {
    fact: "dpd_contact",
    label: "Contact du délégué à la protection des données",
    blank: "Laissé vide, la mention d’information imprime un blanc à compléter à la main.",
  },
  {
    fact: "legal_basis",
    label: "Base juridique du traitement",
    blank: "Laissée vide, la mention d’information imprime un blanc à compléter à la main.",
  },
  {
    fact: "retention",
    label: "Durée de conservation",
    blank: "Laissée vide, la mention d’information imprime un blanc à compléter à la main.",
  },
];

/** What the académie brings, each fact editable, those that nobody verified marked so. */
export function PresetFields({
  preset,
  onChange,
}: {
  preset: PresetView;
  onChange: (preset: PresetView) => void;
}) {
  const state = (fact: Stated, stated: StatedView) => {
    onChange({ ...preset, [fact]: stated });
  };
  return (
    <>
      <AcademieFields preset={preset} onChange={onChange} />
      <section className="preset" aria-labelledby="preset-notice">
        <h2 id="preset-notice">Mentions des comptes rendus</h2>
        <p className="muted">
          Ce qui est proposé « à vérifier » n’a pas été confirmé par votre académie : corrigez-le au
          besoin. Vous pourrez y revenir dans les réglages.
        </p>
        {FACTS.map(({ fact, label, blank }) => (
          <StatedField
            key={fact}
            label={label}
            blank={blank}
            stated={preset[fact]}
            onChange={(stated) => {
              state(fact, stated);
            }}
          />
        ))}
        <div className="stated">
          <TextArea
            label="Destinataires du compte rendu"
            description="Un par ligne."
            value={preset.recipients.join("\n")}
            onChange={(text) => {
              onChange(marked({ ...preset, recipients: text.split("\n") }, "recipients", false));
            }}
            rows={2}
          />
          <ToVerify
            part="recipients"
            label="Je les ai vérifiés"
            preset={preset}
            onChange={onChange}
          />
        </div>
      </section>
      <KindsFields preset={preset} onChange={onChange} />
      <section className="preset" aria-labelledby="preset-years">
        <h2 id="preset-years">Premier jour des années scolaires</h2>
        <SchoolYears
          years={preset.school_years}
          onChange={(school_years) => {
            onChange({ ...preset, school_years });
          }}
        />
      </section>
    </>
  );
}
