import { useSession } from "../../app/session";
import { BackButton } from "../../components/BackButton";
import { Card } from "../../components/Card";
import { Page } from "../../components/Page";

/** What Carnet is and is not, its accessibility, its licence, its sources. */
export function AboutScreen() {
  const { status } = useSession();
  return (
    <Page
      title="À propos de Carnet"
      before={<BackButton to={{ screen: "settings" }}>Réglages</BackButton>}
      lead={`Version ${status.version}`}
    >
      <Card title="Un outil non officiel">
        <p className="measure">
          Carnet aide à préparer, à observer et à rendre compte d’une visite de classe. Ce n’est pas
          un service du ministère de l’Éducation nationale. Il ne calcule ni note, ni rang, ni
          niveau d’une personne, et ne sert pas au rendez-vous de carrière, qui a son application et
          son formulaire.
        </p>
        <p className="measure">
          Il fonctionne hors connexion. Il n’envoie aucune mesure d’usage, et aucun texte à un
          correcteur en ligne.
        </p>
      </Card>
      <Card title="Accessibilité : non conforme">
        <p className="measure">
          Aucun audit de conformité au référentiel général d’amélioration de l’accessibilité (RGAA
          4.1) n’a encore eu lieu : Carnet est donc déclaré{" "}
          <strong>non conforme (aucun audit)</strong>.
        </p>
        <p className="measure">
          Il est conçu pour s’utiliser au clavier seul, à la souris, au doigt ou au stylet, avec un
          lecteur d’écran, en grand texte et dans les deux apparences. Signalez ce qui vous arrête à
          la personne qui vous a remis Carnet.
        </p>
      </Card>
      <Card title="Licence et sources">
        <dl className="facts">
          <dt>Licence</dt>
          <dd>Licence publique de l’Union européenne, EUPL 1.2</dd>
          <dt>Annuaire</dt>
          <dd>DEPP - Annuaire de l’éducation, data.education.gouv.fr (Licence Ouverte)</dd>
          <dt>Caractères</dt>
          <dd>
            Atkinson Hyperlegible Next (Braille Institute) et Noto Sans, sous licence SIL Open Font
            1.1
          </dd>
        </dl>
      </Card>
    </Page>
  );
}
