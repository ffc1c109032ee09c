//! Circonscriptions gathered from the schools that name them: by code, and by name where the code is absent.

use std::collections::BTreeMap;

use super::school::{Kind, School};
use crate::folding::search_key;
use crate::uai::Uai;

/// The name of a circonscription, comparable: without « Circonscription d'inspection du 1er degré de », case, accents.
#[must_use]
pub fn circonscription_key(name: &str) -> String {
    const COMMON: [&str; 14] = [
        "circonscription",
        "circonscriptions",
        "d",
        "inspection",
        "du",
        "1er",
        "premier",
        "degre",
        "de",
        "des",
        "la",
        "le",
        "l",
        "ien",
    ];
    let key = search_key(name);
    let words = key.split(' ').skip_while(|word| COMMON.contains(word));
    let own = words.collect::<Vec<_>>().join(" ");
    if own.is_empty() { key } else { own }
}

/// The schools of one circonscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CirconscriptionGroup {
    /// Its UAI; none when no row of any of its schools gives it.
    pub code: Option<Uai>,
    /// Its name, in the spelling that most schools use.
    pub name: String,
    /// The three digits of its département: `974`, `093`.
    pub departement: String,
    /// Its schools, in the order of their UAI.
    pub schools: Vec<Uai>,
}

impl CirconscriptionGroup {
    /// What names it for good: its UAI, or its département and name where it has none, `974/saint denis`.
    #[must_use]
    pub fn key(&self) -> String {
        let by_name = || format!("{}/{}", self.departement, circonscription_key(&self.name));
        self.code.map_or_else(by_name, |code| code.to_string())
    }

    /// Whether each word of `query`, a search key, begins a word of its name, its département or its UAI.
    fn answers(&self, query: &str) -> bool {
        let code = self.code.map(|code| code.to_string()).unwrap_or_default();
        let usual = self.departement.trim_start_matches('0');
        let own = search_key(&format!("{} {} {usual} {code}", self.name, self.departement));
        let begins = |word: &str| own.split(' ').any(|each| each.starts_with(word));
        query.split(' ').filter(|word| !word.is_empty()).all(begins)
    }
}

/// Two départements may each have a « Saint-Denis ».
type NameKey = (String, String);

/// Every circonscription that a directory names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circonscriptions {
    groups: Vec<CirconscriptionGroup>,
    by_school: BTreeMap<Uai, usize>,
}

impl Circonscriptions {
    /// Gathers `schools`: a name without code joins the one circonscription of its département that bears it.
    #[must_use]
    pub fn gather<'a>(schools: impl IntoIterator<Item = &'a School>) -> Self {
        let schools: BTreeMap<Uai, &School> =
            schools.into_iter().map(|school| (school.uai, school)).collect();
        let codes = codes_by_name(&schools);
        let mut gathered: BTreeMap<Identity, Gathered> = BTreeMap::new();
        for school in schools.values() {
            if let Some(identity) = identity(school, &codes) {
                gathered.entry(identity).or_default().add(school);
            }
        }
        let groups = gathered
            .into_iter()
            .map(|(identity, gathered)| gathered.group(identity))
            .collect();
        Self::indexed(groups)
    }

    fn indexed(groups: Vec<CirconscriptionGroup>) -> Self {
        let schools = groups
            .iter()
            .enumerate()
            .flat_map(|(index, group)| group.schools.iter().map(move |&uai| (uai, index)));
        Self {
            by_school: schools.collect(),
            groups,
        }
    }

    /// The circonscriptions: those with a code in its order, then the others by name.
    #[must_use]
    pub fn groups(&self) -> &[CirconscriptionGroup] {
        &self.groups
    }

    /// At most `limit` circonscriptions in which each word of `query` begins a word of the name, the département or the
    /// UAI, in the order of their names.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<&CirconscriptionGroup> {
        let query = search_key(query);
        let mut found: Vec<_> = self.groups.iter().filter(|group| group.answers(&query)).collect();
        found.sort_by_cached_key(|group| (circonscription_key(&group.name), group.departement.clone()));
        found.truncate(limit);
        found
    }

    /// The circonscription of a school.
    #[must_use]
    pub fn of(&self, school: &Uai) -> Option<&CirconscriptionGroup> {
        self.by_school
            .get(school)
            .and_then(|&index| self.groups.get(index))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Code(Uai),
    Name(NameKey),
}

fn name_key(school: &School, name: &str) -> NameKey {
    (school.departement().to_owned(), circonscription_key(name))
}

fn identity(school: &School, codes: &BTreeMap<NameKey, Option<Uai>>) -> Option<Identity> {
    let circonscription = school.circonscription.as_ref()?;
    let key = name_key(school, &circonscription.name);
    let code = circonscription
        .code
        .or_else(|| codes.get(&key).copied().flatten());
    Some(code.map_or(Identity::Name(key), Identity::Code))
}

/// The code that each name stands for; none where it stands for several.
fn codes_by_name(schools: &BTreeMap<Uai, &School>) -> BTreeMap<NameKey, Option<Uai>> {
    let mut codes: BTreeMap<NameKey, Option<Uai>> = BTreeMap::new();
    for school in schools.values() {
        let itself = (school.kind == Kind::Circonscription).then_some((school.uai, &school.name));
        let named = school
            .circonscription
            .as_ref()
            .and_then(|named| Some((named.code?, &named.name)));
        for (code, name) in itself.into_iter().chain(named) {
            let known = codes.entry(name_key(school, name)).or_insert(Some(code));
            *known = known.filter(|known| *known == code);
        }
    }
    codes
}

#[derive(Default)]
struct Gathered {
    schools: Vec<Uai>,
    spellings: BTreeMap<String, usize>,
}

impl Gathered {
    fn add(&mut self, school: &School) {
        self.schools.push(school.uai);
        if let Some(named) = school
            .circonscription
            .as_ref()
            .filter(|named| !named.name.is_empty())
        {
            *self.spellings.entry(named.name.clone()).or_default() += 1;
        }
    }

    fn group(self, identity: Identity) -> CirconscriptionGroup {
        let code = match identity {
            Identity::Code(code) => Some(code),
            Identity::Name(_) => None,
        };
        let usual = self.spellings.into_iter().max_by_key(|(_, schools)| *schools);
        let name = usual.map(|(name, _)| name).or(code.map(|code| code.to_string()));
        let departement = self.schools.first().map(|uai| uai.departement().to_owned());
        CirconscriptionGroup {
            code,
            name: name.unwrap_or_default(),
            departement: departement.unwrap_or_default(),
            schools: self.schools,
        }
    }
}
