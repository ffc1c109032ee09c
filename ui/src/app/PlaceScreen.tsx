import { AboutScreen } from "../screens/about/AboutScreen";
import { AcademieScreen } from "../screens/academie/AcademieScreen";
import { AgendaScreen } from "../screens/agenda/AgendaScreen";
import { ConsolidationScreen } from "../screens/consolidation/ConsolidationScreen";
import { DirectoryImportScreen } from "../screens/directory/DirectoryImportScreen";
import { SchoolScreen } from "../screens/directory/SchoolScreen";
import { SchoolsScreen } from "../screens/directory/SchoolsScreen";
import { GridScreen } from "../screens/grids/GridScreen";
import { GridsScreen } from "../screens/grids/GridsScreen";
import { ObserveScreen } from "../screens/observe/ObserveScreen";
import { HelpScreen } from "../screens/help/HelpScreen";
import { HolidaysScreen } from "../screens/holidays/HolidaysScreen";
import { KeepingScreen } from "../screens/keeping/KeepingScreen";
import { HomonymsScreen } from "../screens/register/HomonymsScreen";
import { RegisterImportScreen } from "../screens/register/RegisterImportScreen";
import { TeacherScreen } from "../screens/register/TeacherScreen";
import { TeachersScreen } from "../screens/register/TeachersScreen";
import { ReportScreen } from "../screens/report/ReportScreen";
import { SearchScreen } from "../screens/search/SearchScreen";
import { ReviewScreen } from "../screens/sealing/ReviewScreen";
import { SettingsScreen } from "../screens/settings/SettingsScreen";
import { SyncScreen } from "../screens/sync/SyncScreen";
import { VisitScreen } from "../screens/visit/VisitScreen";
import type { Place } from "./place";

/** The screen of a place. */
export function PlaceScreen({ place }: { place: Place }) {
  switch (place.screen) {
    case "agenda":
      return <AgendaScreen />;
    case "search":
      return <SearchScreen />;
    case "visit":
      return <VisitScreen {...place} />;
    case "observe":
      return <ObserveScreen id={place.id} sought={place.sought} />;
    case "review":
      return <ReviewScreen id={place.id} />;
    case "report":
      return <ReportScreen id={place.id} teacher={place.sought?.teacher} />;
    case "teachers":
      return <TeachersScreen />;
    case "teacher":
      return <TeacherScreen id={place.id} />;
    case "register-import":
      return <RegisterImportScreen />;
    case "homonyms":
      return <HomonymsScreen />;
    case "schools":
      return <SchoolsScreen />;
    case "school":
      return <SchoolScreen uai={place.uai} />;
    case "directory-import":
      return <DirectoryImportScreen />;
    case "consolidation":
      return <ConsolidationScreen />;
    case "grids":
      return <GridsScreen />;
    case "grid":
      return <GridScreen sha256={place.sha256} />;
    case "settings":
      return <SettingsScreen />;
    case "keeping":
      return <KeepingScreen />;
    case "sync":
      return <SyncScreen />;
    case "academie":
      return <AcademieScreen />;
    case "holidays":
      return <HolidaysScreen />;
    case "help":
      return <HelpScreen />;
    case "about":
      return <AboutScreen />;
  }
}
