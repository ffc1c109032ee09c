//! What the operator settles: on the command line, by the environment, in a file.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use crate::certificates::Certificates;
use crate::error::StoreError;
use crate::http::Rates;
use crate::postgres::Database;
use crate::serving::Front;

/// Where notebooks are answered unless something else is said: this machine alone.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8750);

/// Each is none where it was not said.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Settings {
    /// Le dossier de l’entrepôt (SQLite, un seul processus)
    #[arg(long, global = true, value_name = "DOSSIER", env = "INDICATOR_STORE_DATA")]
    data: Option<PathBuf>,
    /// L’adresse de la base PostgreSQL : postgres://utilisateur@machine/base
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "INDICATOR_STORE_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
    /// L’autorité qui signe le certificat de PostgreSQL (PEM) [par défaut : celles du système]
    #[arg(
        long,
        global = true,
        value_name = "FICHIER",
        env = "INDICATOR_STORE_DATABASE_AUTHORITY"
    )]
    database_authority: Option<PathBuf>,
    /// L’adresse où répondre aux carnets [par défaut : 127.0.0.1:8750]
    #[arg(
        long,
        global = true,
        value_name = "ADRESSE:PORT",
        env = "INDICATOR_STORE_LISTEN"
    )]
    listen: Option<SocketAddr>,
    /// L’adresse où répondre à l’exploitant : /live, /ready, /metrics
    #[arg(
        long,
        global = true,
        value_name = "ADRESSE:PORT",
        env = "INDICATOR_STORE_OPERATOR"
    )]
    operator: Option<SocketAddr>,
    /// Le certificat TLS et ceux qui mènent à son autorité (PEM) ; relu quand il change
    #[arg(
        long,
        global = true,
        value_name = "FICHIER",
        env = "INDICATOR_STORE_CERTIFICATE"
    )]
    certificate: Option<PathBuf>,
    /// La clé privée du certificat (PEM)
    #[arg(
        long,
        global = true,
        value_name = "FICHIER",
        env = "INDICATOR_STORE_PRIVATE_KEY"
    )]
    private_key: Option<PathBuf>,
    /// Servir en clair derrière un mandataire qui chiffre
    #[arg(
        long,
        global = true,
        num_args = 0..=1,
        default_missing_value = "true",
        value_name = "true|false",
        env = "INDICATOR_STORE_BEHIND_PROXY"
    )]
    behind_proxy: Option<bool>,
    /// Les requêtes par minute d’un même ordinateur [par défaut : 120]
    #[arg(
        long,
        global = true,
        value_name = "NOMBRE",
        env = "INDICATOR_STORE_DEVICE_RATE"
    )]
    device_rate: Option<u32>,
    /// Les requêtes sans jeton par minute d’une même adresse [par défaut : 20]
    #[arg(
        long,
        global = true,
        value_name = "NOMBRE",
        env = "INDICATOR_STORE_ADDRESS_RATE"
    )]
    address_rate: Option<u32>,
}

/// Where the store keeps.
pub(super) enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// On PostgreSQL.
    Database(Database),
}

impl Settings {
    /// These, and what the file says of those that were not said.
    pub(super) fn completed(self, file: Option<&Path>) -> Result<Self, StoreError> {
        let Some(file) = file else { return Ok(self) };
        let text = fs::read_to_string(file).map_err(StoreError::system(file))?;
        let said: Self = toml::from_str(&text)
            .map_err(|error| StoreError::Settings(file.display().to_string(), error.to_string()))?;
        // A place that was said is instead of the file's, of whichever kind.
        let (data, database) = if self.data.is_some() || self.database.is_some() {
            (self.data, self.database)
        } else {
            (said.data, said.database)
        };
        Ok(Self {
            data,
            database,
            database_authority: self.database_authority.or(said.database_authority),
            listen: self.listen.or(said.listen),
            operator: self.operator.or(said.operator),
            certificate: self.certificate.or(said.certificate),
            private_key: self.private_key.or(said.private_key),
            behind_proxy: self.behind_proxy.or(said.behind_proxy),
            device_rate: self.device_rate.or(said.device_rate),
            address_rate: self.address_rate.or(said.address_rate),
        })
    }

    pub(super) fn place(&self) -> Result<Place, StoreError> {
        match (&self.data, &self.database) {
            (Some(folder), None) => Ok(Place::Folder(folder.clone())),
            (None, Some(url)) => Ok(Place::Database(Database {
                url: url.clone(),
                authority: self.database_authority.clone(),
            })),
            _ => Err(StoreError::Place),
        }
    }

    pub(super) fn front(&self) -> Result<Front, StoreError> {
        let certificates = match (&self.certificate, &self.private_key) {
            (Some(certificate), Some(private_key)) => Some(Certificates {
                certificate: certificate.clone(),
                private_key: private_key.clone(),
            }),
            (None, None) => None,
            (Some(alone), None) | (None, Some(alone)) => {
                return Err(StoreError::Certificate {
                    at: alone.display().to_string(),
                    detail: "--certificate et --private-key vont ensemble".to_owned(),
                });
            }
        };
        Ok(Front {
            listen: self.listen.unwrap_or(LISTEN),
            operator: self.operator,
            behind_proxy: self.behind_proxy.unwrap_or(false),
            certificates,
            device_rate: self.device_rate.unwrap_or(Rates::DEVICE),
            address_rate: self.address_rate.unwrap_or(Rates::ADDRESS),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_completes_what_was_not_said_and_a_word_that_it_does_not_know_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reglages.toml");
        fs::write(
            &file,
            "data = \"/srv/carnet\"\nlisten = \"127.0.0.1:9000\"\nbehind-proxy = true\ndevice-rate = 60\n",
        )
        .unwrap();
        let said = Settings {
            listen: Some("127.0.0.1:1".parse().unwrap()),
            ..Settings::default()
        };
        let front = said.clone().completed(Some(&file)).unwrap().front().unwrap();
        assert_eq!((front.listen.port(), front.behind_proxy), (1, true));
        assert_eq!((front.device_rate, front.address_rate), (60, Rates::ADDRESS));
        fs::write(&file, "datas = \"x\"").unwrap();
        assert!(matches!(
            said.completed(Some(&file)),
            Err(StoreError::Settings(..))
        ));
    }

    #[test]
    fn a_place_that_was_said_is_instead_of_the_file_s() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reglages.toml");
        fs::write(&file, "database = \"postgres://a@b/c\"\n").unwrap();
        let exercise = Settings {
            data: Some("exercise".into()),
            ..Settings::default()
        };
        let place = exercise.completed(Some(&file)).unwrap().place().unwrap();
        assert!(matches!(place, Place::Folder(folder) if folder == Path::new("exercise")));
        let place = Settings::default().completed(Some(&file)).unwrap().place();
        assert!(matches!(place, Ok(Place::Database(_))));
    }

    #[test]
    fn a_folder_or_a_database_and_a_certificate_with_its_key() {
        assert!(matches!(Settings::default().place(), Err(StoreError::Place)));
        let both = Settings {
            data: Some("a".into()),
            database: Some("postgres://b".into()),
            ..Settings::default()
        };
        assert!(matches!(both.place(), Err(StoreError::Place)));
        let alone = Settings {
            certificate: Some("a.pem".into()),
            ..Settings::default()
        };
        assert!(alone.front().is_err());
    }

    #[test]
    fn in_clear_nobody_else_than_this_machine_is_answered() {
        let watched = |listen: &str, operator: Option<&str>, behind_proxy| Front {
            listen: listen.parse().unwrap(),
            operator: operator.map(|address| address.parse().unwrap()),
            behind_proxy,
            certificates: None,
            device_rate: Rates::DEVICE,
            address_rate: Rates::ADDRESS,
        };
        let front = |listen: &str, behind_proxy| watched(listen, None, behind_proxy);
        assert!(front("127.0.0.1:1", false).refuse_clear().is_ok());
        assert!(front("[::1]:1", false).refuse_clear().is_ok());
        assert!(front("0.0.0.0:1", true).refuse_clear().is_ok());
        assert!(matches!(
            front("0.0.0.0:1", false).refuse_clear(),
            Err(StoreError::InClear(_))
        ));
        let for_others = watched("127.0.0.1:1", Some("10.0.0.1:2"), false);
        let refused = for_others.refuse_clear().map_err(|error| error.to_string());
        assert!(refused.is_err_and(|said| said.contains("10.0.0.1:2")));
        assert!(
            watched("127.0.0.1:1", Some("127.0.0.1:2"), false)
                .refuse_clear()
                .is_ok()
        );
    }
}
