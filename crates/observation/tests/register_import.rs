//! Lists of teachers: what is guessed, what is refused and never stored, what an import would write.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use chrono::NaiveDate;
use observation::directory::{Schools, fictitious};
use observation::instant::Instant;
use observation::problem::Problem;
use observation::register::{
    ColumnMapping, FORMAT, Nature, Operation, Refusal, Register, RegisterEntry, RegisterImport, Role, codes,
    columns, columns_guess, preview,
};
use observation::table::{self, Table};
use observation::uai::{self, Uai};
use proptest::prelude::*;
use uuid::Uuid;

fn table(text: &str) -> Table {
    table::read(text.as_bytes()).expect("a table")
}

fn uai(number: u32) -> Uai {
    Uai::from_number(9_749_900 + number).expect("a number")
}

fn directory() -> Schools {
    fictitious::schools(60, 1)
        .into_iter()
        .map(|school| (school.uai, school))
        .collect()
}

fn start() -> NaiveDate {
    "2026-08-17".parse().expect("a date")
}

fn import(text: &str, register: &Register) -> RegisterImport {
    let table = table(text);
    preview(&table, &columns_guess(&table), register, &directory(), start())
}

fn told(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.at.as_str()))
        .collect()
}

/// Writes in the register all that an import proposes without asking.
#[derive(Default)]
struct Circle {
    entries: Vec<RegisterEntry>,
    born: u128,
}

impl Circle {
    fn id(&mut self) -> Uuid {
        self.born += 1;
        Uuid::from_u128(self.born)
    }

    fn register(&self) -> Register {
        Register::replay(self.entries.clone())
    }

    fn write(&mut self, teacher: Uuid, operations: Vec<Operation>) {
        for operation in operations {
            let (id, counter) = (self.id(), self.entries.len() as u64 + 1);
            let at = Instant::from_milliseconds(0);
            let format = FORMAT.to_owned();
            self.entries.push(RegisterEntry {
                format,
                id,
                teacher,
                operation,
                at,
                device: Uuid::nil(),
                counter,
            });
        }
    }

    /// How many entries were written.
    fn confirm(&mut self, import: &RegisterImport) -> usize {
        let (before, register) = (self.entries.len(), self.register());
        for candidate in &import.to_create {
            let teacher = self.id();
            let operations = candidate.create(|| self.id());
            self.write(teacher, operations);
        }
        for matched in &import.matched {
            let teacher = register.teacher(&matched.teacher).expect("a teacher");
            let operations = matched.candidate.update(teacher, || self.id());
            self.write(matched.teacher, operations);
        }
        self.entries.len() - before
    }
}

#[test]
fn columns_are_guessed_by_their_french_names() {
    let table = table(&format!(
        "Civ.;NOM D’USAGE;Prénom;École;Classe;Quotité;Corps;Adresse mail;Date de début;Humeur\n\
         Mme;Hoarau;Zoé;{};CM1;50 %;PE;z@exemple.invalid;01/09/2026;bonne\n",
        uai(1)
    ));
    use Role::*;
    let expected = [
        Ignored, UsageName, GivenName, SchoolUai, Levels, Share, Function, Mail, From, Ignored,
    ];
    assert_eq!(columns_guess(&table).roles, expected);
    assert_eq!(columns(&table)[4].samples, ["CM1"]);
}

#[test]
fn refused_columns_show_no_value_and_are_never_read() {
    let text = format!(
        "Nom;Prénom;UAI;Identifiant;Matricule;N° sécu;Date de naissance;Motif du remplacement;Fonction\n\
         Hoarau;Zoé;{};99G9900000ZZZ;2990199999999;;12/04/1980;congé maladie;PE\n",
        uai(1)
    );
    let table = table(&text);
    let refusals: Vec<Option<Refusal>> = columns(&table).iter().map(|column| column.refusal).collect();
    let (numen, nir, birth, absence) = (Refusal::Numen, Refusal::Nir, Refusal::Birth, Refusal::Absence);
    assert_eq!(refusals[..3], [None; 3]);
    assert_eq!(refusals[3..5], [Some(numen), Some(nir)]);
    assert_eq!(refusals[6..], [Some(birth), Some(absence), None]);
    assert!(
        columns(&table)
            .iter()
            .all(|column| column.refusal.is_none() || column.samples.is_empty())
    );

    // Even a mapping made by hand does not let them in.
    let mut mapping = columns_guess(&table);
    mapping.roles[3] = Role::Function;
    mapping.roles[6] = Role::From;
    mapping.roles[7] = Role::Discipline;
    mapping.roles[8] = Role::Ignored;
    let import = preview(&table, &mapping, &Register::default(), &directory(), start());
    let expected = [
        (codes::COLUMN_NUMEN, "colonne 4"),
        (codes::COLUMN_NIR, "colonne 5"),
        (codes::COLUMN_BIRTH, "colonne 7"),
        (codes::COLUMN_ABSENCE, "colonne 8"),
    ];
    assert_eq!(told(&import.problems), expected);
    let all = format!("{import:?}");
    for secret in ["99G9900000ZZZ", "2990199999999", "1980", "maladie"] {
        assert!(!all.contains(secret), "{secret}");
    }
    assert_eq!(import.to_create.len(), 1);
}

#[test]
fn a_reason_of_absence_hidden_in_another_column_is_left_out() {
    let import = import(
        &format!(
            "Nom;Prénom;UAI;Fonction\nHoarau;Zoé;{};PE en congé maladie\n",
            uai(1)
        ),
        &Register::default(),
    );
    assert_eq!(told(&import.problems), [(codes::CELL_ABSENCE, "ligne 2")]);
    assert_eq!(import.to_create[0].identity.function, None);
    assert!(!format!("{import:?}").contains("maladie"));
}

#[test]
fn several_rows_of_one_person_are_one_teacher() {
    let text = format!(
        "Nom;Prénom;Mail;UAI;Classe;Quotité\nHOARAU;Zoé;z@exemple.invalid;{0};CM1;50\nHoarau;Zoe;Z@exemple.invalid;{0};CM2;50\n\
         Hoarau;Zoé;z@exemple.invalid;{1};6e;50\nHoarau;Zoé;autre@exemple.invalid;{1};6e;100\n",
        uai(1),
        uai(2)
    );
    let import = import(&text, &Register::default());
    assert_eq!(told(&import.problems), []);
    assert_eq!(
        import
            .to_create
            .iter()
            .map(|each| each.lines.clone())
            .collect::<Vec<_>>(),
        [vec![2, 3, 4], vec![5]]
    );
    let levels: Vec<String> = import.to_create[0]
        .affectations
        .iter()
        .map(|each| each.levels.join("-"))
        .collect();
    assert_eq!(levels, ["CM1-CM2", "6e"]);
}

#[test]
fn one_name_in_two_schools_without_mailbox_is_told() {
    let import = import(
        &format!("Nom;Prénom;UAI\nHoarau;Zoé;{}\nHoarau;Zoé;{}\n", uai(1), uai(2)),
        &Register::default(),
    );
    assert_eq!(told(&import.problems), [(codes::SAME_NAME, "ligne 2")]);
    assert_eq!(import.problems[0].parameters["lines"], "2, 3");
}

#[test]
fn a_replacement_tells_the_school_of_the_day_from_his_own() {
    let text = format!(
        "Enseignant;UAI;Rattachement;Nature\nHOARAU Zoé;{0};{1};TR ZIL\nPAYET Léo;{0};;temps partagé\n",
        uai(1),
        uai(2)
    );
    let import = import(&text, &Register::default());
    let natures: Vec<&Nature> = import
        .to_create
        .iter()
        .map(|each| &each.affectations[0].nature)
        .collect();
    assert_eq!(
        natures,
        [
            &Nature::Replacement {
                rattachement: Some(uai(2))
            },
            &Nature::Shared
        ]
    );
    assert_eq!(import.to_create[0].identity.family_name, "HOARAU");
    assert_eq!(import.to_create[0].affectations[0].uai, uai(1));
}

#[test]
fn schools_are_found_by_name_and_commune() {
    let schools = directory();
    let name = |school: &str| schools.values().filter(|each| each.name == school).count();
    let unique = schools
        .values()
        .find(|school| name(&school.name) == 1)
        .expect("a name of its own");
    let twice = schools
        .values()
        .find(|school| name(&school.name) > 1)
        .expect("a name borne twice");
    let text = format!(
        "Nom;Prénom;École;Commune\nHoarau;Zoé;{};\nPayet;Léo;{};\nGrondin;Ève;École inconnue;\nTechnau;Ida;{};{}\n",
        unique.name.to_uppercase(),
        twice.name,
        twice.name,
        twice.commune
    );
    let import = import(&text, &Register::default());
    assert_eq!(
        told(&import.problems),
        [
            (codes::SCHOOL_AMBIGUOUS, "ligne 3"),
            (codes::SCHOOL_UNKNOWN, "ligne 4")
        ]
    );
    let found: Vec<Uai> = import
        .to_create
        .iter()
        .map(|each| each.affectations[0].uai)
        .collect();
    assert_eq!(found, [unique.uai, twice.uai]);
}

#[test]
fn rows_and_cells_that_are_wrong_are_told_where_they_stand() {
    let text = format!(
        "Nom;Prénom;UAI;Classe;Quotité;Mail;Début;Fin\n;Zoé;{0};;;;;\nHoarau;Zoé;9749901A;;;;;\nPayet;Léo;{0};chez Luc;18h;léo;hier;\n\
         Grondin;Ève;{0};CP;;;01/09/2026;01/09/2025\nSautron;Noé;9009000{1};;;;;\nTechnau;Ida;;;;;;\n",
        uai(1),
        Uai::from_number(9_009_000)
            .expect("a number")
            .as_str()
            .chars()
            .last()
            .expect("a letter"),
    );
    let import = import(&text, &Register::default());
    let expected = [
        (codes::NAME_MISSING, "ligne 2"),
        (uai::codes::LETTER, "ligne 3"),
        (codes::MAIL_UNREADABLE, "ligne 4"),
        (codes::DATE_UNREADABLE, "ligne 4"),
        (codes::LEVEL_UNREADABLE, "ligne 4"),
        (codes::SHARE_UNREADABLE, "ligne 4"),
        (codes::DATES_REVERSED, "ligne 5"),
        (codes::UAI_UNKNOWN, "ligne 6"),
        (codes::SCHOOL_MISSING, "ligne 7"),
    ];
    assert_eq!(told(&import.problems), expected);
    assert_eq!(import.problems[6].parameters["until"], "01/09/2025");
    assert_eq!((import.rows_read, import.to_create.len()), (6, 4));
    assert_eq!(import.to_create[0].affectations[0].from, start());
}

#[test]
fn without_names_nothing_is_read() {
    let table = table(&format!("UAI;Classe\n{};CP\n", uai(1)));
    let import = preview(
        &table,
        &ColumnMapping::default(),
        &Register::default(),
        &directory(),
        start(),
    );
    assert_eq!(told(&import.problems), [(codes::NAMES_UNMAPPED, "")]);
    assert_eq!(import.to_create, []);
}

#[test]
fn the_register_recognises_its_own_and_asks_for_homonyms() {
    let mut circle = Circle::default();
    circle.confirm(&import(
        &format!(
            "Nom;Prénom;UAI;Mail\nHoarau;Zoé;{0};\nPayet;Léo;{0};l@exemple.invalid\n",
            uai(1)
        ),
        &Register::default(),
    ));
    let text = format!(
        "Nom;Prénom;UAI;Mail\nHOARAU;Zoe;{0};\nHoarau;Zoé;{1};z@exemple.invalid\nPayet-Grondin;Léo;{1};L@exemple.invalid\n",
        uai(1),
        uai(2)
    );
    let import = import(&text, &circle.register());
    assert_eq!(
        (
            import.matched.len(),
            import.possible_homonyms.len(),
            import.to_create.len()
        ),
        (2, 0, 0)
    );
    let apart = format!("Nom;Prénom;UAI\nHoarau;Zoé;{}\n", uai(5));
    let import = self::import(&apart, &circle.register());
    assert_eq!(
        (
            import.matched.len(),
            import.possible_homonyms.len(),
            import.to_create.len()
        ),
        (0, 1, 0)
    );
}

#[test]
fn a_possible_homonym_is_told_with_who_bears_the_name() {
    let mut circle = Circle::default();
    let list = |school: u32| format!("Nom;Prénom;UAI\nHoarau;Zoé;{}\n", uai(school));
    circle.confirm(&import(&list(1), &Register::default()));
    let import = import(&list(5), &circle.register());
    assert_eq!(told(&import.problems), [(codes::HOMONYM, "ligne 2")]);
    let parameters = &import.problems[0].parameters;
    let school = &directory()[&uai(1)].name;
    assert_eq!(parameters["name"], "Zoé Hoarau");
    assert_eq!(parameters["known"], format!("Zoé Hoarau ({school})"));
}

#[test]
fn each_of_two_homonyms_is_recognised_by_his_school() {
    let mut circle = Circle::default();
    let both = format!(
        "Nom;Prénom;UAI;Mail\nHoarau;Zoé;{};a@exemple.invalid\nHoarau;Zoé;{};b@exemple.invalid\n",
        uai(1),
        uai(2)
    );
    circle.confirm(&import(&both, &Register::default()));
    let again = import(
        &format!("Nom;Prénom;UAI\nHoarau;Zoé;{}\n", uai(2)),
        &circle.register(),
    );
    assert_eq!((again.matched.len(), again.possible_homonyms.len()), (1, 0));
    assert_eq!(circle.confirm(&again), 0);
}

#[test]
fn a_new_school_year_ends_the_line_and_begins_another() {
    let mut circle = Circle::default();
    let first = format!(
        "Nom;Prénom;UAI;Classe;Début\nHoarau;Zoé;{};CM1;17/08/2026\n",
        uai(1)
    );
    circle.confirm(&import(&first, &Register::default()));
    let second = first.replace("CM1", "CM2").replace("2026", "2027");
    let next = import(&second, &circle.register());
    assert_eq!(circle.confirm(&next), 2);
    let register = circle.register();
    let services = &register.teachers().next().expect("a teacher").services;
    let dates: Vec<String> = services
        .iter()
        .map(|each| format!("{:?} {:?}", each.affectation.levels, each.affectation.until))
        .collect();
    assert_eq!(dates, ["[\"CM1\"] Some(2027-08-16)", "[\"CM2\"] None"]);
    assert_eq!(circle.confirm(&import(&second, &register)), 0);
}

#[test]
fn a_poorer_file_takes_nothing_away() {
    let mut circle = Circle::default();
    let rich = format!(
        "Nom;Prénom;UAI;Classe;Quotité;Nature;Fonction\nHoarau;Zoé;{};CM1;50;partagé;PE\n",
        uai(1)
    );
    circle.confirm(&import(&rich, &Register::default()));
    let poor = format!("Nom;Prénom;UAI\nHoarau;Zoé;{}\n", uai(1));
    assert_eq!(circle.confirm(&import(&poor, &circle.register())), 0);
}

fn any_list() -> impl Strategy<Value = String> {
    let row = (0usize..6, 0usize..3, 0u32..4, 0usize..4, 0usize..3);
    prop::collection::vec(row, 1..25).prop_map(|rows| {
        let mut text = "Nom;Prénom;Mail;UAI;Classe;Début\n".to_owned();
        for (name, mail, school, level, from) in rows {
            let name = [
                "Hoarau;Zoé",
                "HOARAU;Zoe",
                "Payet;Léo",
                "Grondin;Ève",
                "Zoé;Hoarau",
                "Sautron;Noé",
            ][name];
            let mail = ["", "a@exemple.invalid", "b@exemple.invalid"][mail];
            let school = if school == 0 {
                String::new()
            } else {
                uai(school).to_string()
            };
            let level = ["", "CP", "CM1-CM2", "6e"][level];
            let from = ["", "01/09/2025", "2026-09-01"][from];
            text += &format!("{name};{mail};{school};{level};{from}\n");
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_row_is_placed_once_and_a_second_import_writes_nothing(text in any_list()) {
        let mut circle = Circle::default();
        let first = import(&text, &Register::default());
        let lines: usize = first.to_create.iter().map(|each| each.lines.len()).sum();
        prop_assert_eq!(lines, first.rows_read);
        circle.confirm(&first);
        let second = import(&text, &circle.register());
        prop_assert_eq!(second.to_create.len(), 0);
        let written = circle.confirm(&second);
        prop_assert_eq!(written, 0, "{}", text);
    }

    #[test]
    fn any_bytes_end_in_a_preview_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..300), roles in prop::collection::vec(0usize..6, 0..8)) {
        use Role::{FamilyName, GivenName, Levels, SchoolName, Share, Until};
        if let Ok(table) = table::read(&bytes) {
            let roles = roles.into_iter().map(|role| [FamilyName, GivenName, SchoolName, Levels, Share, Until][role]).collect();
            let _ = columns(&table);
            let _ = preview(&table, &ColumnMapping { roles }, &Register::default(), &directory(), start());
        }
    }
}
