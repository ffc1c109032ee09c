import { useEffect, useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import { monthName, plainDate } from "../../text/format";
import { Tour } from "../tour/Tour";
import { AgendaBar, type AgendaView } from "./AgendaBar";
import { HolidaysOf } from "./HolidaysOf";
import { addDays, addMonths, mondayOf, monthEnd, monthStart } from "./days";
import { agendaLeftAt, leaveAgendaAt } from "./leftAt";
import { MonthList } from "./MonthList";
import { Reminders } from "./Reminders";
import { WeekBoard } from "./WeekBoard";
import "./agenda.css";

function spanOf(view: AgendaView, day: string): { from: string; to: string; words: string } {
  if (view === "month") {
    return { from: monthStart(day), to: monthEnd(day), words: monthName(day) };
  }
  const from = mondayOf(day);
  return { from, to: addDays(from, 6), words: `Semaine du ${plainDate(from)}` };
}

/** The visits, week by week in half-days, or month by month in a list. */
export function AgendaScreen() {
  const { status } = useSession();
  const { go } = useNavigation();
  const [left, setLeft] = useState(agendaLeftAt);
  useEffect(() => {
    leaveAgendaAt(left);
  }, [left]);
  const { view } = left;
  const day = left.day ?? status.today;
  const { from, to, words } = spanOf(view, day);
  const loaded = useCommand("agenda", { from, to });
  const school = useCommand("school_days", { from, to }).data;
  const move = (by: number) => {
    setLeft({ view, day: view === "week" ? addDays(day, 7 * by) : addMonths(day, by) });
  };
  const showChange = (on?: string) => {
    if (on !== undefined) setLeft({ view, day: on });
    loaded.reload();
  };
  return (
    <Page
      title="Agenda"
      wide
      actions={
        <>
          <Button
            icon="search"
            onPress={() => {
              go({ screen: "search" });
            }}
          >
            Chercher dans les notes
          </Button>
          <Button
            kind="primary"
            icon="add"
            onPress={() => {
              go({
                screen: "visit",
                id: null,
                date: from <= status.today && status.today <= to ? status.today : from,
              });
            }}
          >
            Préparer une visite
          </Button>
        </>
      }
    >
      {status.tour ? <Tour /> : null}
      <AgendaBar
        view={view}
        words={words}
        periods={school?.periods ?? ""}
        onView={(next) => {
          setLeft({ ...left, view: next });
        }}
        onMove={move}
        onToday={() => {
          setLeft({ view, day: null });
        }}
      />
      <Reminders />
      <Await loaded={loaded}>
        {(visits) =>
          view === "week" ? (
            <WeekBoard
              monday={from}
              visits={visits}
              holidays={school?.holidays ?? []}
              onChanged={showChange}
            />
          ) : (
            <>
              <HolidaysOf holidays={school?.holidays ?? []} />
              <MonthList visits={visits} words={words} onChanged={showChange} />
            </>
          )
        }
      </Await>
    </Page>
  );
}
