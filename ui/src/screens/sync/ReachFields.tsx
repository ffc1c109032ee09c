import { TextField } from "../../components/TextField";

/** How a store is reached where the system’s own ways are not those. */
export interface Reach {
  authority: string;
  proxy: string;
}

/** The authority and the proxy of the académie’s own. */
export function ReachFields({
  reach,
  onChange,
}: {
  reach: Reach;
  onChange: (reach: Reach) => void;
}) {
  return (
    <div className="stack">
      <TextField
        label="Fichier de l’autorité de l’académie"
        description="Un certificat (PEM), si cet ordinateur ne le connaît pas déjà."
        optional
        code
        value={reach.authority}
        onChange={(authority) => {
          onChange({ ...reach, authority });
        }}
      />
      <TextField
        label="Mandataire (proxy)"
        description="Vide : sous Windows, celui de ses paramètres réseau ; sous Linux, celui des variables d’environnement (HTTPS_PROXY)."
        optional
        code
        placeholder="http://proxy.ac-exemple.fr:3128"
        value={reach.proxy}
        onChange={(proxy) => {
          onChange({ ...reach, proxy });
        }}
      />
    </div>
  );
}
