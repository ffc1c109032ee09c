import { KEYS_SHOWN } from "../../../app/useHelpKeys";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";

const EVERYWHERE = [
  ["F1", "Ouvrir l’aide"],
  ["?", "Montrer ces touches (hors d’un texte)"],
  [
    "Ctrl + Z",
    "Défaire ce qui vient d’être fait, tant que «\u00a0Défaire\u00a0» est proposé (hors d’un texte)",
  ],
  ["Ctrl et + ou −, Ctrl et 0", "Agrandir ou réduire la page, revenir à la taille normale"],
] as const;

const OBSERVING = [
  ["F2", "Passer du carnet à la grille, et retour"],
  ["Entrée, Maj + Entrée", "Nouveau paragraphe, à la ligne (dans le carnet)"],
  ["F4", "Rattacher le paragraphe, ou changer son heure (dans le carnet)"],
  ["F8", "Noter un relevé de la chronologie, et revenir où l’on écrivait"],
  ["Flèches haut et bas", "Observable précédent, observable suivant"],
  ["Flèches gauche et droite", "Aller d’une réponse à l’autre, sans la choisir"],
  ["Espace", "Choisir la réponse"],
  ["Page préc., Page suiv.", "Partie précédente, partie suivante"],
  ["Début, Fin", "Premier observable, dernier observable"],
  ["Ctrl + F", "Chercher un observable"],
  ["Ctrl + Z", "Annuler la dernière réponse (hors d’un texte)"],
] as const;

const SINGLE = [
  [
    "1 à 9",
    "Donner ce niveau ou ce choix, et passer au suivant (sans Maj, ou au pavé numérique)\u202f; cocher un choix multiple, et y rester",
  ],
  ["0", "Donner le niveau 0 ou le dixième choix\u202f; pour un oui ou non, 1 dit oui et 0 dit non"],
  ["N", "Non observé"],
  ["S", "Sans objet"],
  ["C", "Écrire un commentaire (Échap pour revenir à la ligne)"],
  ["J", "Aller au suivant sans réponse"],
  ["F", "Chercher un observable"],
  ["Suppr", "Effacer la réponse"],
  ["Retour arrière", "Annuler la dernière réponse"],
] as const;

const STRIP = [
  ["1 à 8", "Noter ce moment\u202f; sur une ligne qui n’en prend qu’un, passer à la suivante"],
  ["0", "Comme au relevé précédent"],
  ["Flèches haut et bas", "Ligne précédente, ligne suivante"],
  ["Page préc., Page suiv.", "Relevé précédent, relevé suivant"],
  ["Suppr", "Vider la ligne"],
  ["Ctrl + Z", "Annuler la dernière modification d’un relevé"],
  ["Échap", "Replier, et revenir où l’on écrivait"],
] as const;

function Keys({ keys }: { keys: readonly (readonly [string, string])[] }) {
  return (
    <dl className="facts">
      {keys.map(([key, words]) => (
        <div key={key} className="keys-line">
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every key: those of all screens, then those of the observing screen. */
export function KeysDialog({
  isOpen,
  singleKeys,
  hasTimeline,
  onClose,
}: {
  isOpen: boolean;
  singleKeys: boolean;
  /** Whether the grid has a timeline. */
  hasTimeline: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog
      title="Touches du clavier"
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>Fermer</Button>}
    >
      <span {...{ [KEYS_SHOWN]: "" }} hidden />
      <Keys keys={EVERYWHERE} />
      <h3>Pendant l’observation</h3>
      <Keys keys={OBSERVING} />
      <h3>Dans la grille, une seule touche</h3>
      {singleKeys ? (
        <Keys keys={SINGLE} />
      ) : (
        <p>Ces touches sont désactivées. Elles s’activent dans les réglages.</p>
      )}
      {hasTimeline ? (
        <>
          <h3>Dans la chronologie</h3>
          <Keys keys={STRIP} />
        </>
      ) : null}
    </Dialog>
  );
}
