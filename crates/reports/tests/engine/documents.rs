//! Documents to test with: one that a person could have written, and any others, drawn by proptest.

use observation::instant::Instant;
use proptest::prelude::*;
use reports::model::{
    Block, Document, HeadingLevel, KeyValue, Lang, Marker, Phrase, Signatory, SignatureBlock, Style, Table,
};

/// An instant of the fictitious school year.
pub fn morning() -> Instant {
    Instant::from_milliseconds(1_795_421_100_000)
}

/// A report of three pages that uses every block.
pub fn sample() -> Document {
    let mut document = Document::new("Rapport d’observation de classe", morning());
    document.subtitle = "Usages du numérique – cycle 3".to_owned();
    document.issuer = ["Académie fictive", "Circonscription du Piton"]
        .map(str::to_owned)
        .to_vec();
    document.author = "Camille Exemple".to_owned();
    document.subject = "Compte rendu de visite".to_owned();
    document.reference = "2026-0042".to_owned();
    document.status = Some("Document préparatoire".to_owned());
    document.running_header = "Rapport d’observation de classe – Mme Dominique Modèle".to_owned();
    document.running_footer = "Référence 2026-0042".to_owned();
    document.blocks = [facts(), seen(), advice(), closing()].concat();
    document
}

fn facts() -> Vec<Block> {
    vec![
        Block::key_values([
            ("Enseignante", "Mme Dominique Modèle"),
            ("École", "École élémentaire Les Filaos, Saint-Exemple"),
            (
                "Date et lieu",
                "lundi 23 novembre 2026, de 8 h 30 à 9 h 25, classe de CM2",
            ),
            ("Type de visite", "visite d’accompagnement, annoncée"),
        ]),
        Block::Callout {
            title: "Ce que ce document n’est pas".to_owned(),
            blocks: vec![Block::paragraph(
                "Ni un rendez-vous de carrière, ni une évaluation de la personne\u{a0}: aucune note n’en est tirée.",
            )],
        },
    ]
}

fn seen() -> Vec<Block> {
    let prose = "Les élèves travaillent par deux sur une carte interactive. L’enseignante circule, relance par des \
                 questions ouvertes et «\u{a0}laisse chercher\u{a0}»\u{202f}; le retour au calme se fait sans elle. ";
    let table = Table::new(
        "Temps de la séance, en minutes",
        [("Moment", 3), ("Durée", 1), ("Ce que font les élèves", 4)],
    )
    .with_row_headers();
    let moments = [
        "Entrée",
        "Rappel",
        "Consigne",
        "Recherche",
        "Mise en commun",
        "Trace écrite",
        "Relecture",
        "Bilan",
    ];
    let rows = moments.iter().cycle().take(26).enumerate();
    let table = rows.fold(table, |table, (at, moment)| {
        table.row([
            (*moment).to_owned(),
            format!("{}", 2 + at % 7),
            "Ils lisent, comparent, puis annotent la carte.".to_owned(),
        ])
    });
    vec![
        Block::heading(HeadingLevel::One, "Ce qui a été vu"),
        Block::heading(HeadingLevel::Two, "Outils et supports"),
        Block::paragraph(
            Phrase::from(prose)
                .strong("Dix tablettes sur douze")
                .plain(" fonctionnent. ")
                .plain(prose),
        ),
        Block::paragraph(
            Phrase::from("Le mot anglais ")
                .foreign(Lang::new("en").unwrap_or(Lang::FRENCH), "storyboard")
                .plain(" est expliqué\u{202f}; voir ")
                .link("le cadre de référence", "https://exemple.invalid/cadre?à=1")
                .plain("."),
        ),
        Block::Table(table),
    ]
}

fn advice() -> Vec<Block> {
    let reasons = vec![
        Block::paragraph(
            Phrase::new()
                .strong("Varier les regroupements")
                .plain(" lors de la recherche."),
        ),
        Block::bullets([
            "échéance\u{a0}: janvier 2027",
            "formation proposée\u{a0}: «\u{a0}Différencier avec le numérique\u{a0}»",
        ]),
    ];
    let second = vec![Block::paragraph(
        "Faire relire la trace écrite par un pair avant de la publier sur l’ENT.",
    )];
    vec![
        Block::heading(HeadingLevel::One, "Recommandations"),
        Block::List {
            marker: Marker::Number,
            items: vec![reasons, second],
        },
    ]
}

fn closing() -> Vec<Block> {
    let sign = |role: &str, name: &str| Signatory {
        role: role.to_owned(),
        name: name.to_owned(),
        lines: vec![Phrase::from("Le ").blank(32, "date à compléter")],
    };
    let signature = SignatureBlock {
        statement: "Vu et pris connaissance. La signature ne vaut pas approbation.".into(),
        signatories: vec![
            sign("L’inspectrice", "Mme Camille Exemple"),
            sign("L’enseignante", "Mme Dominique Modèle"),
        ],
    };
    vec![
        Block::heading(HeadingLevel::One, "Droit de réponse"),
        Block::BlankLines {
            label: "Observations de l’enseignante, dans les quinze jours\u{a0}:".into(),
            lines: 4,
            spoken: "quatre lignes à compléter".to_owned(),
        },
        Block::paragraph(
            Phrase::new()
                .checkbox("case à cocher")
                .plain("\u{a0}La personne a refusé de signer."),
        ),
        Block::Signature(signature),
        Block::small("Empreinte du document\u{a0}: 3f0a 77c1 9be2 04d5 88e1 6a2c 51b7 f09d"),
    ]
}

/// Any text: French, then what nobody expects.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => "[a-zA-Zéèàçœ’ .,;:!?«»\u{a0}\u{202f}\n-]{0,300}",
        3 => "\\PC{0,120}",
        3 => any::<String>(),
        2 => "[\u{5d0}-\u{5ea}\u{600}-\u{6ff} \u{202e}]{0,60}",
        2 => "[a-z\u{300}-\u{36f}\u{1f600}-\u{1f64f}\u{fe0f}\u{200d}]{0,80}",
        1 => ("[a-zà-ü]{1,4}", 1..2500_usize).prop_map(|(word, times)| word.repeat(times)),
        1 => ("[a-zé’ ]{3,9}", 1..1100_usize).prop_map(|(words, times)| words.repeat(times)),
    ]
}

fn phrase() -> impl Strategy<Value = Phrase> {
    let inline = (text(), text(), 0..8_u8);
    prop::collection::vec(inline, 0..4).prop_map(|parts| {
        parts
            .into_iter()
            .fold(Phrase::new(), |phrase, (text, other, kind)| match kind {
                0 => phrase.strong(text),
                1 => phrase.link(text, other),
                2 => phrase.blank(u16::try_from(other.len() % 300).unwrap_or(9), text),
                3 => phrase.checkbox(text),
                4 => phrase.foreign(Lang::new("en").unwrap_or(Lang::FRENCH), text),
                _ => phrase.plain(text),
            })
    })
}

fn table() -> impl Strategy<Value = Table> {
    let shape = (1..6_usize, 0..14_usize, any::<bool>());
    shape.prop_flat_map(|(columns, rows, row_headers)| {
        let cells = prop::collection::vec(phrase(), columns);
        let header = prop::collection::vec((phrase(), 0..9_u16), columns);
        (header, prop::collection::vec(cells, rows), phrase()).prop_map(move |(header, rows, caption)| {
            let mut table = Table::new(caption.plain("Légende"), header);
            (table.rows, table.row_headers) = (rows, row_headers);
            table
        })
    })
}

fn leaf_block() -> impl Strategy<Value = Block> {
    let level = prop_oneof![
        Just(HeadingLevel::One),
        Just(HeadingLevel::Two),
        Just(HeadingLevel::Three)
    ];
    let key_value = (text(), phrase()).prop_map(|(key, value)| KeyValue { key, value });
    let signatory = (text(), text(), prop::collection::vec(phrase(), 0..3))
        .prop_map(|(role, name, lines)| Signatory { role, name, lines });
    let signature = (phrase(), prop::collection::vec(signatory, 0..4));
    prop_oneof![
        3 => (level, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        6 => phrase().prop_map(Block::paragraph),
        1 => phrase().prop_map(|text| Block::Paragraph { text, style: Style::Small }),
        2 => table().prop_map(Block::Table),
        2 => prop::collection::vec(key_value, 0..6).prop_map(Block::KeyValues),
        1 => (phrase(), 0..60_u8, text()).prop_map(|(label, lines, spoken)| Block::BlankLines { label, lines, spoken }),
        1 => signature.prop_map(|(statement, signatories)| Block::Signature(SignatureBlock { statement, signatories })),
        1 => Just(Block::PageBreak),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    leaf_block().prop_recursive(3, 12, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        let marker = prop_oneof![Just(Marker::Bullet), Just(Marker::Number)];
        prop_oneof![
            (marker, prop::collection::vec(blocks.clone(), 0..5))
                .prop_map(|(marker, items)| Block::List { marker, items }),
            (text(), blocks.clone()).prop_map(|(title, blocks)| Block::Callout { title, blocks }),
            blocks.prop_map(Block::Together),
        ]
    })
}

/// Any document that has a title.
pub fn document() -> impl Strategy<Value = Document> {
    let texts = (text(), text(), text(), text(), text(), text());
    let rest = (
        prop::collection::vec(text(), 0..3),
        prop::option::of(text()),
        prop::collection::vec(block(), 0..8),
    );
    (texts, rest).prop_map(
        |((title, subtitle, author, subject, header, footer), (issuer, status, blocks))| {
            let mut document = Document::new(format!("T{title}"), morning());
            document.subtitle = subtitle;
            document.author = author;
            document.subject = subject;
            (document.running_header, document.running_footer) = (header, footer);
            (document.issuer, document.status, document.blocks) = (issuer, status, blocks);
            document
        },
    )
}
