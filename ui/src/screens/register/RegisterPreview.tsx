import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { Progress } from "../../components/Progress";
import type { RegisterImportRequest, RegisterReport } from "../../generated/commands";
import { RegisterReportView } from "./RegisterReportView";

/** What an import of teachers would do, before it is confirmed. */
export function RegisterPreview({
  request,
  report,
  onBack,
  onCancel,
  onImported,
}: {
  request: RegisterImportRequest;
  report: RegisterReport;
  onBack: () => void;
  onCancel: () => void;
  onImported: (report: RegisterReport) => void;
}) {
  const importing = useAction("import_register");
  const confirm = async () => {
    const done = await importing.run(request);
    if (done !== null) onImported(done);
  };
  return (
    <section className="stack" aria-label="Aperçu de l’import">
      <h2>Voici ce que l’import ferait</h2>
      <RegisterReportView report={report} done={false} />
      {importing.pending ? <Progress>Import des enseignants…</Progress> : null}
      <Problems failure={importing.failure} />
      <div className="row row-between">
        <Button kind="quiet" icon="back" isDisabled={importing.pending} onPress={onBack}>
          Revoir les colonnes
        </Button>
        <div className="row">
          <Button isDisabled={importing.pending} onPress={onCancel}>
            Ne rien importer
          </Button>
          <Button
            kind="primary"
            autoFocus
            isPending={importing.pending}
            onPress={() => void confirm()}
          >
            Importer
          </Button>
        </div>
      </div>
    </section>
  );
}
