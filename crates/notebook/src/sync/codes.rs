//! What can be wrong with a sync, and why something was refused or disbelieved.

observation::problem_codes! {
    /// The notebook was told of no store.
    NOT_ENROLLED = "sync.not_enrolled";
    /// The notebook was locked meanwhile.
    LOCKED = "sync.locked";
    /// The person ended it.
    CANCELLED = "sync.cancelled";
    /// Nothing answers at the store's address; `detail`.
    UNREACHABLE = "sync.unreachable";
    /// What answers shows a certificate that is not believed; `detail`.
    CERTIFICATE = "sync.certificate";
    /// What answers is not the store: a page to sign in to a network.
    NOT_THE_STORE = "sync.not_the_store";
    /// The store answered something else than it was asked; `detail`.
    STRANGE_ANSWER = "sync.strange_answer";
    /// The store has too much to do, or is stopping; `seconds`.
    BUSY = "sync.busy";
    /// The store refused; `reason`, in its own words.
    REFUSED = "sync.refused";
    /// This device was revoked.
    REVOKED = "sync.revoked";
    /// The store speaks other versions; `oldest`, `newest`.
    PROTOCOL = "sync.protocol";
    /// The text is no whole invitation.
    NOT_AN_INVITATION = "sync.not_an_invitation";
    /// The address is in clear, and of another machine.
    IN_CLEAR = "sync.in_clear";
    /// The authority that was given is no certificate.
    AUTHORITY = "sync.authority";
    /// The proxy that was given is none.
    PROXY = "sync.proxy";
    /// The store serves another académie than the notebook's; `store`, `notebook`.
    OTHER_ACADEMIE = "sync.other_academie";
    /// The store's root is not the one that the keeper named.
    OTHER_ROOT = "sync.other_root";
    /// The invitation is another than the keeper made.
    OTHER_INVITATION = "sync.other_invitation";
    /// A root key that was encrypted to somebody else.
    ROOT_NOT_FOR_ME = "sync.root_not_for_me";
    /// Asked of a notebook that keeps no root.
    NOT_A_KEEPER = "sync.not_a_keeper";
    /// Asked of who has no role that publishes.
    MAY_NOT_PUBLISH = "sync.may_not_publish";
    /// What was to be published is no whole release.
    NOT_A_RELEASE = "sync.not_a_release";
    /// A release that does not follow the last one known here.
    RELEASE_OUT_OF_TURN = "sync.release_out_of_turn";
    /// No release is to be prepared: nothing is new.
    NOTHING_NEW = "sync.nothing_new";
    /// Asked to pass visits to their own author, or to somebody who is no member of the circle today.
    NO_SUCCESSOR = "sync.no_successor";
    /// Asked to open a vault that this keeper has not, or cannot open.
    NO_VAULT = "sync.no_vault";
    /// Asked to renew the key of a circle of which the author is no member, or that gave him no key yet.
    NO_CIRCLE_KEY = "sync.no_circle_key";
    /// The recovery code opens nothing that the store has.
    NO_RECOVERY = "sync.no_recovery";
    /// Both were compared, repaired, and still differ.
    DIFFERING = "sync.differing";

    /// A record that rests on a grid which the notebook does not have.
    GRID_MISSING = "sync.grid_missing";
    /// A record that follows another which the notebook does not have.
    PARENT_MISSING = "sync.parent_missing";
    /// A record that no present role of the author lets him send.
    WAITS_FOR_ROLE = "sync.waits_for_role";
    /// A record that is written to a circle whose key has not come yet.
    WAITS_FOR_KEY = "sync.waits_for_key";

    /// Its signature does not hold.
    DISBELIEVED_SIGNATURE = "sync.disbelieved_signature";
    /// No chain leads from the root to who signed it.
    DISBELIEVED_CHAIN = "sync.disbelieved_chain";
    /// Its document is not the one that was signed.
    DISBELIEVED_DOCUMENT = "sync.disbelieved_document";
    /// It is of another stream, or of another académie.
    DISBELIEVED_PLACE = "sync.disbelieved_place";
    /// The device that signed it was given something else than this one.
    DIVERGING = "sync.diverging";
}
