//! Which releases this notebook reads and may publish: those of its académie, or its own where it knows no store.

use notebook::sync::{own_series, published};
use observation::release::Published;
use sync_protocol::RecordKind;

use crate::App;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};

/// Releases that follow each other.
pub(super) struct Series {
    /// Under what.
    pub(super) academie: String,
    /// Whether this notebook knows no store.
    pub(super) alone: bool,
    /// Whether its author may publish.
    pub(super) may_publish: bool,
    /// What was published.
    pub(super) published: Published,
}

impl Series {
    pub(super) fn of(app: &App, open: &Open, set_up: &SetUp) -> Outcome<Self> {
        let author = open.author.fingerprint;
        let Some(enrolment) = open.notebook.enrolment()? else {
            let academie = own_series(author);
            return Ok(Self {
                published: published(&open.notebook, &academie)?,
                academie,
                alone: true,
                may_publish: true,
            });
        };
        let academie = enrolment.address.academie;
        let today = app.today(set_up);
        let chain = open.chain()?;
        let may_publish = chain.is_some_and(|chain| chain.may_write(&author, &RecordKind::Release, today));
        Ok(Self {
            published: published(&open.notebook, &academie)?,
            academie,
            alone: false,
            may_publish,
        })
    }
}
