import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import { DeviceCard } from "./DeviceCard";
import { DiscoveryCard } from "./DiscoveryCard";
import { InspectorCard } from "./InspectorCard";
import { PassphraseCard } from "./PassphraseCard";
import { RecoveryCodeCard } from "./RecoveryCodeCard";

/** The settings: this device, the passphrase, the inspector and the académie. */
export function SettingsScreen() {
  const { go } = useNavigation();
  const { status } = useSession();
  return (
    <Page
      title="Réglages"
      actions={
        <>
          <Button
            icon="note"
            onPress={() => {
              go({ screen: "help" });
            }}
          >
            Aide (F1)
          </Button>
          <Button
            icon="agenda"
            onPress={() => {
              go({ screen: "holidays" });
            }}
          >
            Vacances et périodes
          </Button>
          <Button
            icon="folder"
            onPress={() => {
              go({ screen: "keeping" });
            }}
          >
            Sauvegardes et conservation
          </Button>
          <Button
            icon="upload"
            onPress={() => {
              go({ screen: "sync" });
            }}
          >
            Synchronisation
          </Button>
          <Button
            icon="about"
            onPress={() => {
              go({ screen: "about" });
            }}
          >
            À propos et accessibilité
          </Button>
        </>
      }
    >
      {status.fictitious ? <DiscoveryCard /> : null}
      <DeviceCard />
      <PassphraseCard />
      <RecoveryCodeCard />
      <InspectorCard />
    </Page>
  );
}
