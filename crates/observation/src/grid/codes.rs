//! The problems that a grid may have.

crate::problem_codes! {
    /// The file is not UTF-8 text.
    NOT_TEXT = "grid.not_text";
    /// The file is not JSON.
    NOT_JSON = "grid.not_json";
    /// The file is JSON, but not canonical: a warning.
    NOT_CANONICAL = "grid.not_canonical";
    /// The grid has no canonical bytes.
    UNPUBLISHABLE = "grid.unpublishable";
    /// A name that stands twice in one object.
    NAME_TWICE = "grid.name_twice";
    /// Another format, or a later version of it.
    FORMAT = "grid.format";
    /// A member that must be there is not.
    MEMBER_MISSING = "grid.member_missing";
    /// A member that the format does not have.
    MEMBER_UNKNOWN = "grid.member_unknown";
    /// Something other than an object.
    EXPECTED_OBJECT = "grid.expected_object";
    /// Something other than a list.
    EXPECTED_LIST = "grid.expected_list";
    /// Something other than a text.
    EXPECTED_TEXT = "grid.expected_text";
    /// Something other than true or false.
    EXPECTED_TRUTH = "grid.expected_truth";
    /// Something other than a whole number that is not negative, nor too large.
    EXPECTED_NUMBER = "grid.expected_number";
    /// Something other than a SHA-256.
    EXPECTED_SHA256 = "grid.expected_sha256";
    /// A word that the format does not have here.
    EXPECTED_WORD = "grid.expected_word";
    /// An object that does not hold exactly one of the members it must choose from.
    EXPECTED_ONE_OF = "grid.expected_one_of";
    /// Groups, repeats or conditions within too many others.
    TOO_DEEP = "grid.too_deep";
    /// A text that must be there is blank.
    BLANK = "grid.blank";
    /// Something that is not a language code.
    LANGUAGE = "grid.language";
    /// A text without its version in the grid's own language.
    TRANSLATION = "grid.translation";
    /// The grid's code is not made of lower-case letters, digits and hyphens.
    GRID_CODE = "grid.grid_code";
    /// A code that is not made of letters, digits, `_`, `-` and `.`.
    CODE = "grid.code";
    /// A code used twice where it must be unique.
    CODE_TWICE = "grid.code_twice";
    /// A grid without any item.
    EMPTY = "grid.empty";
    /// A class level that does not exist.
    CLASS_LEVEL = "grid.class_level";
    /// A scale with fewer than two levels, or values that do not rise from 0 to 9.
    SCALE = "grid.scale";
    /// A scale that the grid does not declare.
    SCALE_UNKNOWN = "grid.scale_unknown";
    /// A level of an item without descriptor: a warning.
    DESCRIPTOR_MISSING = "grid.descriptor_missing";
    /// A descriptor of a level that the item does not have.
    DESCRIPTOR_UNKNOWN = "grid.descriptor_unknown";
    /// Two descriptors of one level of one item.
    DESCRIPTOR_TWICE = "grid.descriptor_twice";
    /// The same descriptor for two levels of one item: a warning.
    DESCRIPTOR_SAME = "grid.descriptor_same";
    /// Too few choices.
    CHOICES = "grid.choices";
    /// A choice whose code is blank or has spaces.
    CHOICE_CODE = "grid.choice_code";
    /// A list of choices that the grid does not declare.
    LIST_UNKNOWN = "grid.list_unknown";
    /// A filter of choices on an item without choices.
    CHOICE_FILTER = "grid.choice_filter";
    /// Bounds the wrong way round, or not numbers.
    BOUNDS = "grid.bounds";
    /// A fact asked of an answer that can never be one.
    FACT = "grid.fact";
    /// A calculated item without calculation.
    CALCULATION = "grid.calculation";
    /// A competence that its framework does not have.
    COMPETENCE = "grid.competence";
    /// A competence that no lesson shows, on an item said to be observed: a warning.
    COMPETENCE_NOT_OBSERVABLE = "grid.competence_not_observable";
    /// A character of an expression that belongs to no word.
    EXPRESSION_WORD = "grid.expression_word";
    /// A word that an expression cannot have where it stands.
    EXPRESSION_UNEXPECTED = "grid.expression_unexpected";
    /// An expression that ends too early.
    EXPRESSION_UNFINISHED = "grid.expression_unfinished";
    /// A function that this version does not evaluate.
    EXPRESSION_FUNCTION = "grid.expression_function";
    /// A function with the wrong number of arguments.
    EXPRESSION_ARGUMENTS = "grid.expression_arguments";
    /// An expression with too many parentheses within one another.
    EXPRESSION_TOO_DEEP = "grid.expression_too_deep";
    /// An expression with too many words.
    EXPRESSION_TOO_LONG = "grid.expression_too_long";
    /// `.` elsewhere than in a constraint or in `frameworks_when`.
    EXPRESSION_ITSELF = "grid.expression_itself";
    /// An item of the visit that depends on an item of the séances.
    EXPRESSION_SCOPE = "grid.expression_scope";
    /// An expression that reads into a repeat from outside it.
    EXPRESSION_REPEAT = "grid.expression_repeat";
    /// An item that depends on itself, directly or through others.
    CYCLE = "grid.cycle";
    /// An item that the grid does not have.
    ITEM_UNKNOWN = "grid.item_unknown";
    /// An item whose kind does not suit the use made of it.
    ITEM_KIND = "grid.item_kind";
    /// A value that its item cannot take.
    VALUE_UNKNOWN = "grid.value_unknown";
    /// An indicator that reads an item outside the facts: it could never be computed.
    INDICATOR_FACT = "grid.indicator_fact";
    /// An indicator over séances that reads an item of the visit, or the contrary.
    INDICATOR_UNIT = "grid.indicator_unit";
    /// An indicator that reads an item of a repeat.
    INDICATOR_REPEAT = "grid.indicator_repeat";
    /// A multiplier of a ratio that is not 1 to 1000.
    INDICATOR_PER = "grid.indicator_per";
    /// An indicator that the grid does not have.
    INDICATOR_UNKNOWN = "grid.indicator_unknown";
    /// A condition with nothing to look for.
    CONDITION_EMPTY = "grid.condition_empty";
    /// An indicator's sentence without the place of its value, or with another.
    SENTENCE = "grid.sentence";
    /// A value that a filter does not know.
    FILTER = "grid.filter";
    /// A timeline whose interval is not 1 to 5 minutes.
    TIMELINE_INTERVAL = "grid.timeline_interval";
    /// A timeline without tracks, or a track without codes.
    TIMELINE_EMPTY = "grid.timeline_empty";
    /// An indicator over lesson time whose unit is not the séance.
    TIMELINE_UNIT = "grid.timeline_unit";
    /// A track or a code that the timeline does not have.
    TIMELINE_UNKNOWN = "grid.timeline_unknown";
    /// A comparison with the version before that is recoded without mapping, or has a mapping without being recoded.
    LINEAGE = "grid.lineage";
}
