import { useState } from "react";

import { useSession, useSettings } from "../../app/session";
import { failureOf } from "../../backend/failure";
import { Card } from "../../components/Card";
import { CheckboxField } from "../../components/CheckboxField";
import { Problems } from "../../components/Problems";
import { RadioChoices } from "../../components/RadioChoices";
import { SelectField } from "../../components/SelectField";
import type { Failure, SettingsView } from "../../generated/commands";
import { DocumentsFolder } from "./DocumentsFolder";

const IDLE_CHOICES = [
  { value: "1", label: "après 1 minute" },
  { value: "5", label: "après 5 minutes" },
  { value: "10", label: "après 10 minutes" },
  { value: "15", label: "après 15 minutes" },
  { value: "30", label: "après 30 minutes" },
  { value: "60", label: "après une heure" },
  { value: "0", label: "jamais de lui-même" },
] as const;

const THEMES = [
  { value: "system", label: "Comme le système" },
  { value: "light", label: "Clair" },
  { value: "dark", label: "Sombre" },
] as const;

type Theme = (typeof THEMES)[number]["value"];

function idleChoices(minutes: number): { value: string; label: string }[] {
  const known = IDLE_CHOICES.some((choice) => choice.value === String(minutes));
  const own = { value: String(minutes), label: `après ${String(minutes)} minutes` };
  return known ? [...IDLE_CHOICES] : [own, ...IDLE_CHOICES];
}

/** What suits this device and its user; each change is saved at once. */
export function DeviceCard() {
  const { settings, save } = useSettings();
  const { status } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = (changes: Partial<SettingsView>) => {
    save(changes)
      .then(() => {
        setFailure(null);
      })
      .catch((thrown: unknown) => {
        setFailure(failureOf(thrown));
      });
  };
  return (
    <Card title="Cet ordinateur">
      <Problems failure={failure} />
      <SelectField
        label="Verrouiller le carnet sans activité"
        description="Ce qui est en cours de saisie est enregistré avant."
        width="medium"
        choices={idleChoices(settings.idle_minutes)}
        value={String(settings.idle_minutes)}
        onChange={(minutes) => {
          change({ idle_minutes: Number(minutes) });
        }}
      />
      <RadioChoices<Theme>
        label="Apparence"
        choices={THEMES}
        value={settings.theme as Theme}
        onChange={(theme) => {
          change({ theme });
        }}
      />
      <CheckboxField
        label="Répondre aux grilles d’une seule touche"
        description="Dans une grille, les touches 0 à 9 donnent le niveau ou le choix de l’observable en cours et passent au suivant."
        value={settings.scoring_keys}
        onChange={(scoring_keys) => {
          change({ scoring_keys });
        }}
      />
      <DocumentsFolder
        folder={settings.documents_folder}
        onSave={(documents_folder) => {
          change({ documents_folder });
        }}
      />
      <p className="muted small">
        Le carnet lui-même, chiffré, est dans <span className="code">{status.folder}</span>
      </p>
    </Card>
  );
}
