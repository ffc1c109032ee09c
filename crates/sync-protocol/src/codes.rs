//! The codes of what can be wrong with a record, a certificate or a visit file.

observation::problem_codes! {
    /// The record names a format that this version does not read.
    RECORD_FORMAT = "record.format_unknown";
    /// The record is of another kind than its place in the file asks.
    RECORD_KIND = "record.kind_unexpected";
    /// The académie or the kind holds other characters than those of an identifier.
    RECORD_IDENTIFIER = "record.identifier";
    /// The stored bytes of the document do not have the hash that was signed.
    RECORD_DOCUMENT = "record.document_altered";
    /// The device's signature does not hold.
    RECORD_SIGNATURE = "record.signature_invalid";
    /// The signature is made by an algorithm that this version does not know.
    RECORD_ALGORITHM = "record.signature_algorithm";
    /// No valid certificate says that this author trusts this device.
    RECORD_CERTIFICATE = "record.certificate_missing";
    /// The parents are not in order, or one stands twice.
    RECORD_PARENTS = "record.parents_unsorted";
    /// A parent is not in the file.
    RECORD_PARENT = "record.parent_unknown";
    /// The number is not one more than the greatest parent's.
    RECORD_REVISION = "record.revision_number";
    /// The document cannot be read by the rules of its kind.
    RECORD_UNREADABLE = "record.document_unreadable";
    /// The document and its record do not say the same of one field.
    RECORD_DISAGREES = "record.document_disagrees";
    /// The facts name a version of the rules that this version does not have.
    RECORD_FACTS_VERSION = "record.facts_version";
    /// The facts are not those that the document and its grid give.
    RECORD_FACTS = "record.facts_differ";
    /// The certificate names a format that this version does not read.
    CERTIFICATE_FORMAT = "certificate.format_unknown";
    /// The author's signature under the certificate does not hold.
    CERTIFICATE_SIGNATURE = "certificate.signature_invalid";
    /// The file is larger than any visit.
    FILE_SIZE = "visit_file.too_large";
    /// The file is not JSON of the expected outline.
    FILE_OUTLINE = "visit_file.not_a_visit_file";
    /// The file names a format that this version does not read.
    FILE_FORMAT = "visit_file.format_unknown";
    /// The file names the format of something else; `found`.
    FILE_OTHER = "visit_file.other_format";
    /// One part of the file does not have the expected shape.
    FILE_SHAPE = "visit_file.shape";
    /// The file holds no revision.
    FILE_EMPTY = "visit_file.no_revision";
    /// The same part stands twice.
    FILE_DUPLICATE = "visit_file.duplicate";
    /// A record belongs to another visit than the first revision does.
    FILE_VISIT = "visit_file.other_visit";
    /// A record belongs to another académie than the first revision does.
    FILE_ACADEMIE = "visit_file.other_academie";
    /// The grid to which a revision is pinned is not in the file.
    FILE_GRID_MISSING = "visit_file.grid_missing";
    /// The revision of which a state speaks is not in the file.
    FILE_REVISION_MISSING = "visit_file.revision_missing";
    /// A grid cannot be read.
    FILE_GRID_UNREADABLE = "visit_file.grid_unreadable";
    /// A grid is in the file that no revision is pinned to.
    FILE_GRID_UNUSED = "visit_file.grid_unused";
    /// A record carries an encrypted part, which no signature covers.
    FILE_PRIVATE = "visit_file.private_present";
}
