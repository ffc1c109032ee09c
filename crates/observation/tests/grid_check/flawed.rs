//! Grids with one flaw each, for each problem that a grid may have.

use observation::grid::codes;
use serde_json::{Value, json};

use super::sound::sound;

/// A grid with one flaw: the problem, where it must be said to be, and the grid.
pub struct Flaw {
    pub code: &'static str,
    pub at: String,
    pub grid: Value,
}

impl Flaw {
    /// The sound grid with `value` at `pointer`, where the problem must be said to be.
    fn new(code: &'static str, pointer: &str, value: Value) -> Self {
        Self {
            code,
            at: place(pointer),
            grid: with(sound(), pointer, value),
        }
    }

    /// The same flaw, said to be at `pointer`.
    fn said_at(mut self, pointer: &str) -> Self {
        self.at = place(pointer);
        self
    }

    /// The same flaw in a grid that also has `value` at `pointer`.
    fn and(mut self, pointer: &str, value: Value) -> Self {
        self.grid = with(self.grid, pointer, value);
        self
    }

    /// The sound grid without what stands at `pointer`; the problem is said to be in what held it.
    fn missing(code: &'static str, pointer: &str) -> Self {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let mut grid = sound();
        grid.pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .expect("an object")
            .remove(name);
        Self {
            code,
            at: place(parent),
            grid,
        }
    }
}

/// `grid` with `value` at `pointer`: a new member, the next element of a list, or another value.
fn with(mut grid: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match grid.pointer_mut(parent).expect("a place of the grid") {
        Value::Array(list) => {
            let rank: usize = name.parse().expect("a rank");
            if rank == list.len() {
                list.push(Value::Null);
            }
            list[rank] = value;
        }
        parent => parent[name] = value,
    }
    grid
}

/// `/content/0/label` as problems write it: `content[0].label`.
fn place(pointer: &str) -> String {
    let names = pointer.split('/').skip(1);
    names.fold(String::new(), |at, name| match name.parse::<usize>() {
        Ok(rank) => format!("{at}[{rank}]"),
        Err(_) if at.is_empty() => name.to_owned(),
        Err(_) => format!("{at}.{name}"),
    })
}

/// One flaw at least for each problem of a grid's JSON.
pub fn flawed() -> Vec<Flaw> {
    [
        shapes(),
        names(),
        items(),
        expressions(),
        measures(),
        indicators(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn shapes() -> Vec<Flaw> {
    let level = |content: Value, n: usize| json!([{"node": "group", "code": format!("n{n}"), "label": "N", "content": content}]);
    let nested = (0..9).fold(json!([]), level)[0].clone();
    let deepest = format!("/content/1{}", "/content/0".repeat(8));
    vec![
        Flaw::new(codes::FORMAT, "/format", json!("carnet/grid/2")),
        Flaw::missing(codes::MEMBER_MISSING, "/content/0/content/1/label"),
        Flaw::missing(codes::MEMBER_MISSING, "/indicators/0/measure/holds"),
        Flaw::new(
            codes::MEMBER_UNKNOWN,
            "/content/0/content/2/couleur",
            json!("bleu"),
        ),
        Flaw::new(codes::EXPECTED_OBJECT, "/timeline", json!("oui")),
        Flaw::new(codes::EXPECTED_LIST, "/content/0/content", json!("rien")),
        Flaw::new(codes::EXPECTED_TEXT, "/title", json!(3)),
        Flaw::new(codes::EXPECTED_TRUTH, "/timeline/tracks/0/several", json!("oui")),
        Flaw::new(codes::EXPECTED_NUMBER, "/timeline/interval_minutes", json!(1.5)),
        Flaw::new(codes::EXPECTED_NUMBER, "/indicators/3/measure/per", json!(null)),
        Flaw::new(codes::EXPECTED_SHA256, "/lineage/follows", json!("A")),
        Flaw::new(
            codes::EXPECTED_WORD,
            "/content/0/content/0/answer/type",
            json!("note20"),
        ),
        Flaw::new(codes::EXPECTED_WORD, "/content/0/content/0/node", json!("")),
        Flaw::new(codes::EXPECTED_ONE_OF, "/indicators/0/measure/holds", json!({})),
        Flaw::new(codes::TOO_DEEP, "/content/1", nested).said_at(&deepest),
        Flaw::new(codes::EMPTY, "/content", json!([])),
    ]
}

fn names() -> Vec<Flaw> {
    vec![
        Flaw::new(codes::BLANK, "/title", json!(" ")),
        Flaw::new(codes::LANGUAGE, "/language", json!("Français")),
        Flaw::new(codes::TRANSLATION, "/title", json!({"rcf": "Tit"})),
        Flaw::new(codes::GRID_CODE, "/code", json!("Ma grille")),
        Flaw::new(codes::CODE, "/content/0/content/2/code", json!("us age")),
        Flaw::new(codes::CODE_TWICE, "/content/0/content/3/code", json!("niveau")),
        Flaw::new(codes::CODE_TWICE, "/content/0/content/3/code", json!("g")),
        Flaw::new(codes::CODE_TWICE, "/choice_lists/0/choices/1/code", json!("tni")),
        Flaw::new(codes::CLASS_LEVEL, "/applies_to/levels/0", json!("CM3")),
        Flaw::new(codes::SCALE, "/scales/0/levels/0/value", json!(2)).said_at("/scales/0/levels"),
        Flaw::new(codes::TIMELINE_INTERVAL, "/timeline/interval_minutes", json!(6)),
        Flaw::new(codes::TIMELINE_EMPTY, "/timeline/tracks/0/codes", json!([])),
        Flaw::new(codes::LINEAGE, "/lineage/items/0/mapping", json!({})),
        Flaw::new(codes::LINEAGE, "/lineage/indicators/0/mapping", json!({"a": "b"})),
        Flaw::new(
            codes::INDICATOR_UNKNOWN,
            "/lineage/indicators/0/code",
            json!("absent"),
        ),
    ]
}

const LEVEL: &str = "/content/0/content/0";
const TOOL: &str = "/content/0/content/1";
const USAGE: &str = "/content/0/content/2";
const NUMBER: &str = "/content/0/content/3";
const CHOICE: &str = "/content/0/content/4";
const WORD: &str = "/content/0/content/5";

fn of_item(code: &'static str, item: &str, member: &str, value: Value) -> Flaw {
    Flaw::new(code, &format!("{item}/{member}"), value)
}

fn items() -> Vec<Flaw> {
    let described = |level: u8, text: &str| json!({"level": level, "text": text});
    let third = format!("{LEVEL}/descriptors/2/level");
    let answer = format!("{NUMBER}/answer");
    let calculation = format!("{WORD}/calculation");
    vec![
        of_item(codes::SCALE_UNKNOWN, LEVEL, "answer/scale", json!("x")),
        of_item(
            codes::DESCRIPTOR_MISSING,
            LEVEL,
            "descriptors",
            json!([described(1, "A.")]),
        ),
        of_item(
            codes::DESCRIPTOR_UNKNOWN,
            LEVEL,
            "descriptors/2",
            described(5, "B."),
        )
        .said_at(&third),
        of_item(
            codes::DESCRIPTOR_TWICE,
            LEVEL,
            "descriptors/2",
            described(2, "B."),
        )
        .said_at(&third),
        of_item(
            codes::DESCRIPTOR_SAME,
            LEVEL,
            "descriptors/1/text",
            json!("On voit ceci."),
        ),
        of_item(codes::COMPETENCE, LEVEL, "frameworks/0/code", json!("6.6")),
        of_item(
            codes::COMPETENCE_NOT_OBSERVABLE,
            LEVEL,
            "frameworks/0/code",
            json!("1.1"),
        ),
        of_item(
            codes::CHOICES,
            CHOICE,
            "answer/choices",
            json!([{"code": "a", "label": "A"}]),
        ),
        of_item(codes::LIST_UNKNOWN, TOOL, "answer/choices/list", json!("x")),
        of_item(codes::CHOICE_FILTER, USAGE, "choice_filter", json!("true()")),
        of_item(codes::BOUNDS, NUMBER, "answer/min", json!(10)).said_at(&answer),
        of_item(codes::FACT, WORD, "fact", json!(true)),
        of_item(codes::CALCULATION, WORD, "answer", json!({"type": "calculate"})).said_at(&calculation),
        Flaw::new(
            codes::CHOICE_CODE,
            "/choice_lists/0/choices/1/code",
            json!("deux mots"),
        ),
    ]
}

fn expressions() -> Vec<Flaw> {
    let when = |code: &'static str, item: &str, source: &str| of_item(code, item, "relevant", json!(source));
    let circle = "selected(${outil}, 'tni')";
    vec![
        when(codes::EXPRESSION_WORD, TOOL, "${usage} = 'oui"),
        when(codes::EXPRESSION_UNEXPECTED, TOOL, "${usage} ${usage}"),
        when(codes::EXPRESSION_UNFINISHED, TOOL, "${usage} ="),
        when(codes::EXPRESSION_FUNCTION, TOOL, "pulldata('x')"),
        when(codes::EXPRESSION_ARGUMENTS, TOOL, "not(1, 2)"),
        when(codes::EXPRESSION_TOO_DEEP, TOOL, &"(".repeat(200)),
        when(
            codes::EXPRESSION_TOO_LONG,
            TOOL,
            &format!("1{}", " + 1".repeat(5000)),
        ),
        when(codes::EXPRESSION_ITSELF, TOOL, ". = 1"),
        when(codes::EXPRESSION_REPEAT, TOOL, "${atelier} = 'oui'"),
        when(codes::EXPRESSION_SCOPE, CHOICE, "${usage} = 'oui'"),
        when(codes::EXPRESSION_SCOPE, "/content/0", "${usage} = 'oui'"),
        when(codes::CYCLE, TOOL, "${outil} = 'tni'"),
        when(codes::CYCLE, USAGE, circle),
        when(codes::CYCLE, USAGE, circle).said_at(&format!("{TOOL}/relevant")),
        when(codes::ITEM_UNKNOWN, TOOL, "${absent} = 1"),
        when(codes::VALUE_UNKNOWN, TOOL, "${usage} = 'peut-être'"),
        when(codes::VALUE_UNKNOWN, NUMBER, "selected(${outil}, 'tablette')"),
    ]
}

const HOLDS: &str = "/indicators/0/measure/holds";

fn measures() -> Vec<Flaw> {
    let is = |code: &'static str, item: &str, value: &str, at: &str| {
        let condition = json!({"is": {"item": item, "any_of": [value]}});
        Flaw::new(code, HOLDS, condition).said_at(&format!("{HOLDS}/is/{at}"))
    };
    let on = "/indicators/2/measure/holds/on";
    vec![
        is(codes::ITEM_UNKNOWN, "absent", "oui", "item"),
        is(codes::ITEM_KIND, "nombre", "3", "item"),
        is(codes::VALUE_UNKNOWN, "usage", "parfois", "any_of/0"),
        is(codes::INDICATOR_FACT, "outil", "tni", "item").and(&format!("{TOOL}/fact"), json!(false)),
        is(codes::INDICATOR_UNIT, "choix", "a", "item"),
        is(codes::INDICATOR_REPEAT, "atelier", "oui", "item"),
        Flaw::new(codes::CONDITION_EMPTY, HOLDS, json!({"all": []})).said_at(&format!("{HOLDS}/all")),
        Flaw::new(codes::ITEM_KIND, "/indicators/1/measure/item", json!("usage")),
        Flaw::new(
            codes::VALUE_UNKNOWN,
            "/indicators/1/measure/among/at_least/value",
            json!(10),
        ),
        Flaw::new(codes::INDICATOR_PER, "/indicators/3/measure/per", json!(0)),
        Flaw::new(
            codes::TIMELINE_UNKNOWN,
            &format!("{on}/any_of/0"),
            json!("dorment"),
        ),
        Flaw::missing(codes::TIMELINE_UNKNOWN, "/timeline").said_at(&format!("{on}/track")),
    ]
}

fn indicators() -> Vec<Flaw> {
    vec![
        Flaw::new(codes::SENTENCE, "/indicators/0/sentence", json!("Sans valeur.")),
        Flaw::new(
            codes::SENTENCE,
            "/indicators/0/sentence",
            json!("{valeur} ou {valeur}."),
        ),
        Flaw::new(codes::SENTENCE, "/indicators/4/sentence", json!("Soit {valeur}.")),
        Flaw::new(
            codes::FILTER,
            "/indicators/3/filter/school_years/0",
            json!("2026-2028"),
        ),
        Flaw::new(
            codes::FILTER,
            "/indicators/3/filter/education_prioritaire/0",
            json!("zep"),
        ),
        Flaw::new(codes::CLASS_LEVEL, "/indicators/3/filter/levels/0", json!("CM3")),
        Flaw::new(codes::TIMELINE_UNIT, "/indicators/2/unit", json!("visit"))
            .said_at("/indicators/2/measure"),
    ]
}
