//! The codes of what can be wrong with a notebook, or with what is asked of it.

observation::problem_codes! {
    /// No notebook in this folder; `folder`.
    ABSENT = "notebook.absent";
    /// There is a notebook in this folder already; `folder`.
    EXISTS = "notebook.exists";
    /// Another program has the notebook open; `folder`.
    IN_USE = "notebook.in_use";
    /// The key is not this notebook's, or the head of the file is damaged.
    WRONG_KEY = "notebook.wrong_key";
    /// The file is no notebook; `file`.
    NOT_A_NOTEBOOK = "notebook.not_a_notebook";
    /// The notebook is damaged; `detail`.
    CORRUPT = "notebook.corrupt";
    /// A later Carnet wrote the notebook; `found`, `known`.
    NEWER = "notebook.newer";
    /// The disk is full.
    FULL = "notebook.disk_full";
    /// No room for a backup; `folder`.
    BACKUP_FULL = "notebook.backup_full";
    /// What was written of a backup does not read back; `folder`, `detail`.
    BACKUP_UNREAD = "notebook.backup_unread";
    /// The folder is no backup, or one of a later version; `folder`.
    NOT_A_BACKUP = "notebook.not_a_backup";
    /// A file of a backup changed since it was verified; `file`.
    BACKUP_ALTERED = "notebook.backup_altered";
    /// The disk or the system refused; `file`, and why.
    STORAGE = "notebook.storage";
    /// The database refused; `detail`.
    DATABASE = "notebook.database";
    /// Something stored cannot be read by this version; `detail`.
    CONTENT = "notebook.content_unreadable";
    /// The notebook does not have this visit.
    VISIT_UNKNOWN = "notebook.visit_unknown";
    /// The visit is sealed: a rectificatif is needed.
    VISIT_SEALED = "notebook.visit_sealed";
    /// The visit is closed.
    VISIT_CLOSED = "notebook.visit_closed";
    /// The visit is cancelled.
    VISIT_CANCELLED = "notebook.visit_cancelled";
    /// The visit is not cancelled.
    VISIT_NOT_CANCELLED = "notebook.visit_not_cancelled";
    /// The visit is not sealed.
    VISIT_NOT_SEALED = "notebook.visit_not_sealed";
    /// A rectificatif is being written already.
    ALREADY_CORRECTING = "notebook.already_correcting";
    /// No rectificatif is being written.
    NOT_CORRECTING = "notebook.not_correcting";
    /// The visit has a grid: it is sealed, not closed.
    VISIT_HAS_GRID = "notebook.visit_has_grid";
    /// The visit changed since it was read.
    CHANGED_MEANWHILE = "notebook.changed_meanwhile";
    /// The grid of a visit cannot change once it was begun.
    GRID_PINNED = "notebook.grid_pinned";
    /// The séance has no timeline.
    NO_TIMELINE = "notebook.no_timeline";
    /// The séance has a timeline already: the former one cannot be put back.
    TIMELINE_BEGUN = "notebook.timeline_begun";
    /// The draft was handed over to another device of the author.
    HANDED_OVER = "notebook.handed_over";
    /// Another author sealed the visit, whose post was taken over.
    TAKEN_OVER = "notebook.taken_over";
    /// The notebook does not have this grid; `sha256`.
    GRID_UNKNOWN = "notebook.grid_unknown";
    /// A record that cannot be stored so; `detail`.
    RECORD_REFUSED = "notebook.record_refused";

    /// A damaged notebook was set aside, untouched: a warning; `folder`, `read`, `left`.
    SET_ASIDE = "notebook.set_aside";
    /// Part of a damaged notebook could not be read: a warning; `table`, `read`.
    PARTLY_READ = "notebook.partly_read";
    /// Lines whose visit could not be read stayed in the damaged notebook: a warning; `count`.
    ORPHANS = "notebook.orphans_left";
    /// A page of the file is damaged; `detail`.
    PAGE_DAMAGED = "notebook.page_damaged";
    /// The database's own check found something; `detail`.
    INTEGRITY = "notebook.integrity";
    /// A line points to another that is not there; `table`.
    LINK_BROKEN = "notebook.link_broken";
    /// A grid is no longer what its fingerprint says.
    GRID_ALTERED = "notebook.grid_altered";
    /// The store says that it keeps this author's record, and shows it to nobody.
    HIDDEN_BY_STORE = "notebook.hidden_by_store";
    /// The store names a record without what it says, and nobody deleted it.
    WITHHELD_BY_STORE = "notebook.withheld_by_store";
}
