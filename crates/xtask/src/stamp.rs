//! Stamps that say what a finished step was made from, so that a second run can leave it out.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A file that holds the description of the inputs of the last success.
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The stamp kept at `path`. Put it inside the folder it vouches for: whoever removes one removes both.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// True when the last success had these very inputs.
    pub fn matches(&self, inputs: &str) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|kept| kept == inputs)
    }

    /// Forgets the last success: called before the work starts, so that an interrupted one is begun again.
    ///
    /// # Errors
    /// When an existing stamp cannot be removed.
    pub fn clear(&self) -> Result<(), Failure> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Failure::file(&self.path)(error))
            }
            _ => Ok(()),
        }
    }

    /// Records a success, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, inputs: &str) -> Result<(), Failure> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        }
        let draft = self.path.with_extension("draft");
        fs::write(&draft, inputs).map_err(Failure::file(&draft))?;
        fs::rename(&draft, &self.path).map_err(Failure::file(&self.path))
    }
}

/// A description of all files below `places` by name and content; folders whose name is in `except` are left out.
///
/// # Errors
/// When a file cannot be read.
pub fn fingerprint(places: &[PathBuf], except: &[&str]) -> Result<String, Failure> {
    let mut files = Vec::new();
    for place in places {
        collect(place, except, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let bytes = fs::read(file).map_err(Failure::file(file))?;
        hasher.write(file.as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(format!("{} files, {:016x}", files.len(), hasher.finish()))
}

/// Every file below `place`, itself included when it is one.
///
/// # Errors
/// When a folder cannot be read.
pub fn collect(place: &Path, except: &[&str], files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let left_out = place
        .file_name()
        .is_some_and(|name| except.iter().any(|word| name == *word));
    if left_out {
        return Ok(());
    }
    if !place.is_dir() {
        files.push(place.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(place).map_err(Failure::file(place))? {
        collect(&entry.map_err(Failure::file(place))?.path(), except, files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> Result<PathBuf, Failure> {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("skipped")).map_err(Failure::file(&folder))?;
        Ok(folder)
    }

    fn write(path: &Path, text: &str) -> Result<(), Failure> {
        fs::write(path, text).map_err(Failure::file(path))
    }

    #[test]
    fn a_fingerprint_follows_content_and_names_and_nothing_left_out() -> Result<(), Failure> {
        let folder = folder("fingerprint")?;
        let of = || fingerprint(std::slice::from_ref(&folder), &["skipped"]);
        write(&folder.join("a.ts"), "one")?;
        let first = of()?;
        write(&folder.join("skipped/b.ts"), "built")?;
        assert_eq!(of()?, first);
        write(&folder.join("a.ts"), "two")?;
        let second = of()?;
        assert_ne!(second, first);
        fs::rename(folder.join("a.ts"), folder.join("c.ts")).map_err(Failure::file(&folder))?;
        assert_ne!(of()?, second);
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))
    }

    #[test]
    fn a_stamp_vouches_only_for_its_own_inputs_and_not_after_a_new_start() -> Result<(), Failure> {
        let folder = folder("stamp")?;
        let stamp = Stamp::at(folder.join("inner/done"));
        assert!(!stamp.matches("v1"));
        stamp.write("v1")?;
        assert!(stamp.matches("v1") && !stamp.matches("v2"));
        stamp.clear()?;
        assert!(!stamp.matches("v1"));
        stamp.clear()?;
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))
    }
}
