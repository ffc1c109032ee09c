//! A small grid without flaw, that has every construct the checks look at.

use serde_json::{Value, json};

/// A small grid of every construct that the checks look at.
pub fn sound() -> Value {
    json!({
        "format": "carnet/grid/1", "code": "essai", "version": "1", "language": "fr", "title": "Essai",
        "subject": "teachers", "applies_to": {"degrees": ["premier"], "levels": ["CM2"]},
        "scales": [{"code": "repere", "levels": [{"value": 1, "label": "Un"}, {"value": 2, "label": "Deux"}]}],
        "choice_lists": [{"code": "outils", "choices": [{"code": "tni", "label": "TNI"}, {"code": "robot", "label": "Robot"}]}],
        "content": [
            {"node": "group", "code": "g", "label": "Section", "content": [
                {"node": "item", "code": "niveau", "label": "Niveau", "answer": {"type": "level", "scale": "repere"},
                 "evidence": "observed", "scope": "seance",
                 "descriptors": [{"level": 1, "text": "On voit ceci."}, {"level": 2, "text": "On voit cela."}],
                 "frameworks": [{"framework": "crcn_edu", "code": "3.2"}]},
                {"node": "item", "code": "outil", "label": "Outil", "fact": true, "evidence": "observed", "scope": "seance",
                 "answer": {"type": "multiple", "choices": {"list": "outils"}}, "relevant": "${usage} = 'oui'"},
                {"node": "item", "code": "usage", "label": "Usage", "answer": {"type": "yes_no"},
                 "evidence": "observed", "scope": "seance"},
                {"node": "item", "code": "nombre", "label": "Nombre", "answer": {"type": "count", "max": 9},
                 "evidence": "observed", "scope": "seance", "constraint": ". <= 9"},
                {"node": "item", "code": "choix", "label": "Choix", "evidence": "declared", "scope": "visit",
                 "answer": {"type": "single", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]}},
                {"node": "item", "code": "mot", "label": "Mot", "answer": {"type": "text"}, "evidence": "observed", "scope": "visit"},
                {"node": "repeat", "code": "r", "label": "Ateliers", "content": [
                    {"node": "item", "code": "atelier", "label": "Atelier", "answer": {"type": "yes_no"},
                     "evidence": "observed", "scope": "seance"}]}]}],
        "indicators": [
            {"code": "part", "label": "Part", "sentence": "Soit {valeur}.", "unit": "seance",
             "measure": {"type": "proportion", "holds": {"is": {"item": "usage", "any_of": ["oui"]}}}},
            {"code": "moyenne", "label": "Moyenne", "sentence": "Soit {valeur}.", "unit": "seance",
             "measure": {"type": "mean_level", "item": "niveau", "among": {"at_least": {"item": "nombre", "value": 3}}}},
            {"code": "temps", "label": "Temps", "sentence": "Soit {valeur}.", "unit": "seance",
             "measure": {"type": "share_of_time", "holds": {"on": {"track": "eleves", "any_of": ["seuls"]}}}},
            {"code": "rapport", "label": "Rapport", "sentence": "Soit {valeur}.", "unit": "seance",
             "filter": {"levels": ["CM2"], "school_years": ["2026-2027"], "education_prioritaire": ["rep"]},
             "measure": {"type": "ratio", "numerator": {"sum_of": "nombre"}, "per": 100,
                         "denominator": {"units_where": {"answered": {"item": "nombre"}}}}},
            {"code": "choisis", "label": "Choix", "sentence": "{modalite} : {valeur}.", "unit": "visit",
             "measure": {"type": "distribution", "item": "choix"}}],
        "timeline": {"interval_minutes": 2, "tracks": [
            {"code": "eleves", "label": "Élèves", "several": true, "codes": [{"code": "seuls", "label": "Seuls"}]}]},
        "lineage": {"follows": "0000000000000000000000000000000000000000000000000000000000000000",
            "items": [{"code": "niveau", "verdict": "recoded", "mapping": {"0": "1"}}],
            "indicators": [{"code": "part", "verdict": "break"}]}
    })
}
