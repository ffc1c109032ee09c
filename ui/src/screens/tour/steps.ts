import type { Place } from "../../app/place";

/** One step of the tour: what it is about, and where it is done. */
export interface TourStep {
  title: string;
  words: string;
  action?: { label: string; place: Place };
}

/** The five steps, in the order of a first week. */
export const STEPS: readonly [TourStep, ...TourStep[]] = [
  {
    title: "Les personnes et les lieux",
    words:
      "Importez l’annuaire des écoles et vos enseignants, ou ajoutez-les un à un. Tout reste chiffré sur cet ordinateur.",
    action: { label: "Voir les enseignants", place: { screen: "teachers" } },
  },
  {
    title: "Préparer une visite",
    words:
      "Qui, où, quand, avec quelle grille. La fiche d’annonce, le plan et la grille vierge s’impriment de là, en un clic.",
    action: { label: "Préparer une visite", place: { screen: "visit", id: null } },
  },
  {
    title: "Dans la classe",
    words:
      "Le carnet de bord reçoit ce que vous tapez\u202f; F2 passe à la grille, F8 à la chronologie. Chaque réponse est enregistrée aussitôt, sans réseau. «\u00a0Non observé\u00a0» ne coûte rien.",
  },
  {
    title: "Après la visite",
    words:
      "Relisez, scellez, remettez le compte rendu. L’agenda rappelle ce qui reste à faire, jusqu’à la réponse de l’enseignant.",
  },
  {
    title: "Ne rien perdre",
    words:
      "Une sauvegarde se fait chaque jour d’usage\u00a0: donnez-lui une clé USB ou un lecteur réseau. F1 ouvre l’aide, «\u00a0?\u00a0» les raccourcis de l’écran.",
    action: { label: "Choisir où vont les sauvegardes", place: { screen: "keeping" } },
  },
];
