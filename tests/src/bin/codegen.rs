//! Writes what is generated: the TypeScript of the commands, and the JSON schemas of the formats.
#![allow(clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    let (Some(ui), Some(docs)) = (folder("--out-ui"), folder("--out-docs")) else {
        eprintln!("codegen --out-ui DIR --out-docs DIR");
        return ExitCode::from(2);
    };
    match generate(&ui, &docs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("codegen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(ui: &Path, docs: &Path) -> std::io::Result<()> {
    write(ui, "commands.ts", &app::commands::typescript())?;
    for (name, schema) in app::schemas() {
        let text = serde_json::to_string_pretty(&schema)?;
        write(docs, &format!("{name}.schema.json"), &format!("{text}\n"))?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(name), text)
}
