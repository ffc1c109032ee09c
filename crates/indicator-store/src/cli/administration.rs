//! What an operator does besides serving.

use std::fs;
use std::path::Path;

use sync_protocol::{Epoch, PublicKey};

use super::{say, words};
use crate::archive::{self, Contents};
use crate::checking;
use crate::error::StoreError;
use crate::machine::{Machine, ThisMachine};
use crate::packing;
use crate::store::{AuditedAct, Store};

pub(super) async fn create(store: &impl Store, code: &str, root_public_key: &Path) -> Result<(), StoreError> {
    let text = fs::read_to_string(root_public_key).map_err(StoreError::system(root_public_key))?;
    let root: PublicKey = text
        .trim()
        .parse()
        .map_err(|_| StoreError::NotAKey(root_public_key.display().to_string()))?;
    store.create_academie(code, root, ThisMachine.now()).await?;
    say(&format!("{code}\u{a0}: académie ouverte, racine {root}"));
    Ok(())
}

pub(super) async fn academies(store: &impl Store) -> Result<(), StoreError> {
    for academie in store.academies().await? {
        say(&format!("{}  racine {}", academie.code, academie.root));
    }
    Ok(())
}

pub(super) async fn devices(store: &impl Store, academie: &str) -> Result<(), StoreError> {
    for device in store.devices(academie).await? {
        let revoked = device.revoked_at.map(|at| format!("  révoqué {at}"));
        let (key, author, at) = (device.key, device.author, device.enrolled_at);
        say(&format!(
            "{key}  {author}  rattaché {at}{}",
            revoked.unwrap_or_default()
        ));
    }
    Ok(())
}

pub(super) async fn revoke(store: &impl Store, academie: &str, key: PublicKey) -> Result<(), StoreError> {
    let known = store.devices(academie).await?;
    if !known.iter().any(|device| device.key == key) {
        return Err(StoreError::UnknownDevice(key.to_string()));
    }
    store.revoke(academie, &[key], ThisMachine.now()).await?;
    say(&format!("{key}\u{a0}: l’entrepôt ne lui répond plus"));
    Ok(())
}

pub(super) async fn audit(store: &impl Store, academie: &str) -> Result<(), StoreError> {
    for line in store.audit_trail(academie).await? {
        let (act, hash) = (line.act, line.hash.to_string());
        say(&format!(
            "{}  {}  {}  {}  {}  {}",
            line.number,
            line.at,
            words::deed(&act.what),
            words::author(&act.by),
            act.subject,
            &hash[..16]
        ));
    }
    Ok(())
}

pub(super) async fn back_up(store: &impl Store, out: &Path) -> Result<(), StoreError> {
    let contents = archive::make(store, out, ThisMachine.now()).await?;
    for (academie, _) in &contents.academies {
        audited(store, academie, "backup", String::new()).await?;
    }
    told(out, &contents);
    Ok(())
}

pub(super) async fn restore(store: &impl Store, file: &Path) -> Result<(), StoreError> {
    let mut random = [0; 16];
    ThisMachine.fill_random(&mut random);
    let epoch = Epoch::from_random(random);
    let contents = archive::restore(store, file, epoch, ThisMachine.now()).await?;
    for (academie, _) in &contents.academies {
        audited(store, academie, "restored", epoch.to_string()).await?;
    }
    told(file, &contents);
    Ok(())
}

fn told(file: &Path, contents: &Contents) {
    say(&format!(
        "{}\u{a0}: {} enregistrements",
        file.display(),
        contents.records
    ));
    for (academie, head) in &contents.academies {
        say(&format!("{academie}\u{a0}: jusqu’au numéro {head}"));
    }
}

pub(super) async fn check(store: &impl Store) -> Result<(), StoreError> {
    let mut faults = 0;
    for academie in store.academies().await? {
        let found = checking::check(store, &academie.code).await?;
        faults += found.faults.len();
        let (records, purged, acts) = (found.records, found.purged, found.acts);
        say(&format!(
            "{}\u{a0}: {records} enregistrements dont {purged} purgés, {acts} actes",
            academie.code
        ));
        found.faults.iter().for_each(|fault| say(&format!("  {fault}")));
    }
    if faults == 0 {
        Ok(())
    } else {
        Err(StoreError::Faults(faults))
    }
}

pub(super) async fn rebuild_cache(store: &impl Store) -> Result<(), StoreError> {
    for academie in store.academies().await? {
        packing::rebuild(store, &academie.code).await?;
        say(&format!("{}\u{a0}: cache reconstruit", academie.code));
    }
    Ok(())
}

async fn audited(store: &impl Store, academie: &str, what: &str, subject: String) -> Result<(), StoreError> {
    let act = AuditedAct::of_operator(what, subject);
    store.audit(academie, &act, ThisMachine.now()).await
}
