//! The door to SQLite: the system's own file system, with five of its functions recorded.
//!
//! A file opened through it is the system's own file; its table of methods alone is another, in which writing, cutting,
//! syncing and closing come here first. Every other function goes straight to the system's.
#![allow(unsafe_code)]

use std::collections::HashMap;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods, sqlite3_vfs};

use super::{Operation, Recording, held};

/// The system's file system behind a recording one.
#[derive(Clone)]
struct Recorded {
    system: Address<sqlite3_vfs>,
    recording: Recording,
}

/// A file opened through a recording file system.
#[derive(Clone)]
struct OpenFile {
    methods: sqlite3_io_methods,
    path: PathBuf,
    recording: Recording,
}

/// The address of something that SQLite keeps for the life of the process.
struct Address<T>(*mut T);

impl<T> Clone for Address<T> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

// SAFETY: the system's file system is a static of SQLite that any thread may call; this is its address alone.
unsafe impl Send for Address<sqlite3_vfs> {}

static SYSTEMS: LazyLock<Mutex<HashMap<usize, Recorded>>> = LazyLock::new(Mutex::default);
static FILES: LazyLock<Mutex<HashMap<usize, OpenFile>>> = LazyLock::new(Mutex::default);

/// Registers under `name` a file system that writes down in `recording`; the one of every database opened from then on
/// that names none, where it `is_default`.
pub(super) fn register(name: &str, recording: Recording, is_default: bool) -> Result<(), String> {
    let name = CString::new(name).map_err(|error| error.to_string())?;
    // SAFETY: initialising twice is harmless; no name asks for the default file system, which lives for ever.
    let system = unsafe {
        ffi::sqlite3_initialize();
        ffi::sqlite3_vfs_find(std::ptr::null())
    };
    if system.is_null() {
        return Err("no default file system".to_owned());
    }
    // SAFETY: `system` is not null, and the structure may be copied: SQLite reads it and changes but `pNext`, set here.
    let mut shim = unsafe { *system };
    shim.pNext = std::ptr::null_mut();
    shim.zName = name.into_raw();
    shim.xOpen = Some(open);
    shim.xDelete = Some(delete);
    let shim = Box::into_raw(Box::new(shim));
    held(&SYSTEMS).insert(
        shim.addr(),
        Recorded {
            system: Address(system),
            recording,
        },
    );
    // SAFETY: the structure and its name are never freed.
    match unsafe { ffi::sqlite3_vfs_register(shim, c_int::from(is_default)) } {
        ffi::SQLITE_OK => Ok(()),
        code => Err(format!("sqlite3_vfs_register: {code}")),
    }
}

fn recorded(system: *mut sqlite3_vfs) -> Option<Recorded> {
    held(&SYSTEMS).get(&system.addr()).cloned()
}

fn open_file(file: *mut sqlite3_file) -> Option<OpenFile> {
    held(&FILES).get(&file.addr()).cloned()
}

/// SAFETY: `name` is null or a text that ends in a zero, as SQLite gives it.
unsafe fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    // SAFETY: as this function asks.
    let name = unsafe { CStr::from_ptr(name) };
    name.to_str().ok().map(PathBuf::from)
}

/// SAFETY: SQLite calls this with a system that was registered here and room for a file of its size.
unsafe extern "C" fn open(
    system: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    given: *mut c_int,
) -> c_int {
    let Some(recorded) = recorded(system) else {
        return ffi::SQLITE_CANTOPEN;
    };
    // SAFETY: the name is SQLite's; the system's own file system lives for ever.
    let (path, open) = unsafe { (path_of(name), (*recorded.system.0).xOpen) };
    let is_new = path.as_ref().is_some_and(|path| !path.exists());
    let Some(open) = open else {
        return ffi::SQLITE_CANTOPEN;
    };
    // SAFETY: all arguments are those that SQLite gave; the room is that of the system's own file.
    let code = unsafe { open(recorded.system.0, name, file, flags, given) };
    if let (ffi::SQLITE_OK, Some(path)) = (code, path) {
        if is_new {
            held(&recorded.recording)
                .operations
                .push(Operation::Create { file: path.clone() });
        }
        // SAFETY: the system has just opened the file.
        unsafe { record_file(file, path, recorded.recording) };
    }
    code
}

/// Puts recording methods in the place of the file's own.
///
/// SAFETY: `file` was just opened by the system, so that its methods are a static table.
unsafe fn record_file(file: *mut sqlite3_file, path: PathBuf, recording: Recording) {
    // SAFETY: as this function asks.
    let methods = unsafe { *(*file).pMethods };
    let mut table = methods;
    // Without the third version there is no memory map, by which bytes would be written unseen.
    table.iVersion = table.iVersion.min(2);
    table.xWrite = Some(write);
    table.xTruncate = Some(truncate);
    table.xSync = Some(sync);
    table.xClose = Some(close);
    held(&FILES).insert(
        file.addr(),
        OpenFile {
            methods,
            path,
            recording,
        },
    );
    // SAFETY: the table is never freed, and the file is open.
    unsafe { (*file).pMethods = Box::leak(Box::new(table)) };
}

/// SAFETY: SQLite calls this with a system that was registered here and the name of a file.
unsafe extern "C" fn delete(system: *mut sqlite3_vfs, name: *const c_char, durable: c_int) -> c_int {
    let Some(recorded) = recorded(system) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    // SAFETY: the name is SQLite's; the system's own file system lives for ever.
    let (path, delete) = unsafe { (path_of(name), (*recorded.system.0).xDelete) };
    // SAFETY: all arguments are those that SQLite gave.
    let code = delete.map_or(ffi::SQLITE_IOERR_DELETE, |delete| unsafe {
        delete(recorded.system.0, name, durable)
    });
    if let (ffi::SQLITE_OK, Some(file)) = (code, path) {
        held(&recorded.recording).operations.push(Operation::Delete {
            file,
            durable: durable != 0,
        });
    }
    code
}

/// SAFETY: SQLite calls this with an open file and `amount` bytes to write.
unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    bytes: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let written = open_file(file).and_then(|open| Some((open.methods.xWrite?, open)));
    let (Some((write, open)), Ok(length), Ok(place)) =
        (written, usize::try_from(amount), usize::try_from(offset))
    else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    let end = (place + length) as u64;
    if !held(&open.recording).has_room(&open.path, end) {
        return ffi::SQLITE_FULL;
    }
    // SAFETY: all arguments are those that SQLite gave, for a file of the system's own.
    let code = unsafe { write(file, bytes, amount, offset) };
    if code == ffi::SQLITE_OK {
        // SAFETY: SQLite gives so many bytes.
        let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), length) }.to_vec();
        held(&open.recording).operations.push(Operation::Write {
            file: open.path,
            offset: place,
            bytes,
        });
    }
    code
}

/// SAFETY: SQLite calls this with an open file.
unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    let cut = open_file(file).and_then(|open| Some((open.methods.xTruncate?, open)));
    let (Some((truncate, open)), Ok(length)) = (cut, usize::try_from(size)) else {
        return ffi::SQLITE_IOERR_TRUNCATE;
    };
    // SAFETY: all arguments are those that SQLite gave, for a file of the system's own.
    let code = unsafe { truncate(file, size) };
    if code == ffi::SQLITE_OK {
        held(&open.recording).operations.push(Operation::Truncate {
            file: open.path,
            length,
        });
    }
    code
}

/// SAFETY: SQLite calls this with an open file.
unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let Some((sync, open)) = open_file(file).and_then(|open| Some((open.methods.xSync?, open))) else {
        return ffi::SQLITE_IOERR_FSYNC;
    };
    // SAFETY: all arguments are those that SQLite gave, for a file of the system's own.
    let code = unsafe { sync(file, flags) };
    if code == ffi::SQLITE_OK {
        held(&open.recording)
            .operations
            .push(Operation::Sync { file: open.path });
    }
    code
}

/// SAFETY: SQLite calls this with an open file, and no more after.
unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let open = held(&FILES).remove(&file.addr());
    let close = open.and_then(|open| open.methods.xClose);
    // SAFETY: the file is the system's own, and open.
    close.map_or(ffi::SQLITE_IOERR_CLOSE, |close| unsafe { close(file) })
}
