import { useCommand } from "../../backend/useCommand";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { RecoveryView } from "../../generated/commands";
import { counted, plainDate } from "../../text/format";

function Visits({ visits }: { visits: RecoveryView["visits"] }) {
  return (
    <table>
      <caption>Visites reprises</caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">Visite</th>
          <th scope="col">Ce qui a été repris</th>
        </tr>
      </thead>
      <tbody>
        {visits.map(({ visit, revisions, answers, notes }) => (
          <tr key={visit.id}>
            <td>{plainDate(visit.date)}</td>
            <th scope="row">
              {[visit.subject, visit.school].filter((part) => part !== "").join(", ")}
            </th>
            <td>
              {counted(revisions, "compte rendu scellé", "comptes rendus scellés")},{" "}
              {counted(answers, "saisie")}, {counted(notes, "paragraphe")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Recovered({ list }: { list: RecoveryView }) {
  const partly = list.parts.filter((part) => !part.complete);
  return (
    <Card
      title="Carnet abîmé, repris"
      lead={`Le carnet a été trouvé abîmé ${list.on}. Ce qui se lisait est ici.`}
    >
      <p>
        {list.set_aside_there
          ? "Le carnet abîmé est de côté, tel qu’il était\u00a0: "
          : "Le carnet abîmé n’est plus là où il avait été mis de côté\u00a0: "}
        <span className="code">{list.set_aside}</span>
      </p>
      {partly.length === 0 && list.orphans === 0 && list.parts.length > 0 ? (
        <p>Tout a pu être repris.</p>
      ) : (
        <>
          <p>
            Il manque quelque chose. Comparez avec la dernière sauvegarde («{"\u00a0"}Reprendre…
            {"\u00a0"}» plus haut), qui peut contenir ce qui manque.
          </p>
          <ul>
            {partly.map((part) => (
              <li key={part.label}>
                {part.label}
                {"\u00a0"}: {counted(part.read, "ligne reprise", "lignes reprises")}, d’autres n’ont
                pas pu être lues
              </li>
            ))}
            {list.orphans === 0 ? null : (
              <li>
                {counted(list.orphans, "élément laissé", "éléments laissés")} dans le carnet abîmé,
                faute de la visite dont ils dépendent
              </li>
            )}
          </ul>
        </>
      )}
      {list.visits.length === 0 ? (
        <p>Aucune visite n’a pu être lue.</p>
      ) : (
        <Visits visits={list.visits} />
      )}
    </Card>
  );
}

/** What was read of the last notebook found damaged; nothing when none was. */
export function RecoveryCard() {
  const loaded = useCommand("recovery", {});
  if (loaded.failure !== null) return <Problems failure={loaded.failure} />;
  return loaded.data === null ? null : <Recovered list={loaded.data} />;
}
