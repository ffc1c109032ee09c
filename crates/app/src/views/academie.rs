//! A keeper's work: whom the académie knows, invitations, keepers, vaults.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChoiceView, DisciplineChoiceView, ExportedFile};

/// What a keeper of an académie has before him; before it is founded, who he is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AcademieView {
    /// The académie's code.
    pub academie: String,
    /// The address of its store; empty before it is founded.
    pub url: String,
    /// The fingerprint of its root, in groups of four; empty before it is founded.
    pub root: String,
    /// Whether this notebook keeps the root's key.
    pub has_root: bool,
    /// Whether the charter names this author as a keeper.
    pub is_keeper: bool,
    /// The author's two public keys, as a keeper gives them to another.
    pub identity: String,
    /// The author's fingerprint, in groups of four.
    pub fingerprint: String,
    /// The keepers.
    pub keepers: Vec<KeeperView>,
    /// The invitations that this notebook made and those that others made, the latest first.
    pub invitations: Vec<InvitationLine>,
    /// The circles that have a vault, in words.
    pub vaults: Vec<String>,
    /// The circles whose vault counts no more or does not open to every keeper of now, by their writing.
    pub lapsed: Vec<ChoiceView>,
    /// The circles whose vault can be opened, with those who may leave a post and those who may take it over.
    pub posts: Vec<VaultPostView>,
    /// The vaults that keepers opened, the latest first.
    pub openings: Vec<VaultOpeningView>,
    /// The circles that someone was invited to and that never had a vault, by their writing.
    pub circles: Vec<ChoiceView>,
    /// The roles to choose from.
    pub roles: Vec<ChoiceView>,
    /// The disciplines to choose from.
    pub disciplines: Vec<DisciplineChoiceView>,
    /// How many records wait to be sent: until they are, the store knows nothing of what was decided.
    pub waiting: u64,
}

/// A keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeeperView {
    /// His fingerprint, in groups of four.
    pub fingerprint: String,
    /// Whether it is this author.
    pub is_self: bool,
}

/// An invitation, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvitationLine {
    /// The hash of its document.
    pub sha256: String,
    /// For whom, in the words of the keeper who made it; empty where another made it.
    pub person: String,
    /// The role and where it holds, in words.
    pub grant: String,
    /// What became of it, in words.
    pub state: String,
    /// The fingerprint of who took it, in groups of four; empty before.
    pub taken_by: String,
    /// Whether its text can be handed over.
    pub is_open: bool,
    /// Whether it, or the role that it gave, can be ended.
    pub stands: bool,
}

/// A circle whose vault can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VaultPostView {
    /// The circle, by its writing.
    pub circle: ChoiceView,
    /// Whose sealed visits can pass, by their fingerprints.
    pub authors: Vec<ChoiceView>,
    /// To whom, by their fingerprints: the members of today.
    pub successors: Vec<ChoiceView>,
}

/// A vault that a keeper opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VaultOpeningView {
    /// Which, by whom, for whom and until when, in words.
    pub words: String,
    /// How many sealed documents passed, as far as this notebook knows.
    pub passed: u64,
    /// How many cannot be read, for they were sealed before there was a vault.
    pub unread: u64,
    /// Whether this author opened it.
    pub is_own: bool,
}

/// Passing an author's sealed visits to who takes over his post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassOnRequest {
    /// The circle, by its writing.
    pub circle: String,
    /// Whose sealed visits pass, by his fingerprint.
    pub author: String,
    /// To whom, by his fingerprint.
    pub successor: String,
    /// `new_post` or `interim`.
    pub reason: String,
}

/// Founding an académie at a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundRequest {
    /// The address that the store will have.
    pub url: String,
    /// The file of the académie's own authority (PEM); empty for the one that was set before, or those of the system.
    #[serde(default)]
    pub authority: String,
    /// The proxy; empty for the one that was set before, or the system's.
    #[serde(default)]
    pub proxy: String,
}

/// Inviting somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InviteRequest {
    /// For whom, in the keeper's words; it stays in this notebook.
    pub person: String,
    /// The role, by its code.
    pub role: String,
    /// Whether it holds in the whole académie.
    pub whole_academie: bool,
    /// The circonscriptions where it holds, by code.
    pub circonscriptions: Vec<String>,
    /// The disciplines where it holds, by code.
    pub disciplines: Vec<String>,
    /// The last day on which the role holds, `2027-08-31`; empty for as long as nothing ends it.
    pub until: String,
    /// The last day on which the invitation can be taken.
    pub expires: String,
}

/// The text of an invitation, for one person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvitationView {
    /// For whom.
    pub person: String,
    /// The role and where it holds, in words.
    pub grant: String,
    /// Until when it can be taken, in words.
    pub expires: String,
    /// The text.
    pub text: String,
    /// The same as a QR code.
    pub code: QrView,
}

/// A QR code, to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QrView {
    /// How many modules it has on a side, its margin included.
    pub side: u32,
    /// Its dark modules, as the path of an SVG figure.
    pub path: String,
}

/// An invitation, by the hash of its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvitationRequest {
    /// The hash.
    pub sha256: String,
}

/// Another keeper's two public keys, as pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentityRequest {
    /// The two keys.
    pub identity: String,
}

/// Who stands behind two public keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentityView {
    /// The fingerprint, in groups of four, which both read aloud.
    pub fingerprint: String,
}

/// A second keeper was named: the file that is for him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeeperNamed {
    /// The académie from now on.
    pub academie: AcademieView,
    /// The root's key, encrypted to him.
    pub file: ExportedFile,
}

/// With whom the teachers' register is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CircleRegisterView {
    /// The circles of which the author is a member today, by their writing.
    pub circles: Vec<ChoiceView>,
    /// The circle that shares it, in words; empty where it is the author's alone.
    pub shared: String,
    /// Of how many teachers the author wrote.
    pub own: u64,
    /// Of how many teachers others of the circle wrote.
    pub others: u64,
    /// How many groups of homonyms wait to be decided.
    pub homonyms: u64,
    /// What the author wrote that the circle lacks: before it was shared again, or on another laptop; none where it has all.
    pub missing: Option<MissingView>,
}

/// Entries of the register that the circle which shares it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissingView {
    /// The circle, by its writing.
    pub circle: String,
    /// How many entries.
    pub entries: u64,
}

/// A circle: a circonscription or a discipline, by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CircleRequest {
    /// The circle: `circonscription/0350123A` or `discipline/L0202`.
    pub circle: String,
}
