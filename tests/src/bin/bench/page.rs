//! docs/benchmarks.md: what stands above and below its figures.

/// What stands above.
pub const HEAD: &str = "# Benchmarks

Written by `cargo xtask bench`, which fails when a bar is missed. Bars are ratios within one run; milliseconds are targets,
and those of this machine, under this load, on this disk.

";

/// How each figure is taken.
pub const METHOD: &str = "
## How
To measure again: `cargo xtask bench`, on a machine with nothing else to do. It builds for release, makes the notebook up
below the target folder, opens the window on a virtual screen, and writes this page.
`--samples N`, `--visits N`, `--schools N`, `--folder DIR` and `--out FILE` change what is measured, where, and what is written.

- An answer is saved through the command `answer` of the application, request and response included, in the notebook
  above. Beside each, one row is inserted in a bare SQLCipher database on the same disk with the same settings
  (write-ahead log, `synchronous = FULL`): the two alternate, so that the load weighs on both alike.
- A key is a real one, pressed by the window's driver in a grid of 60 items of a visit under observation: from the page's
  hearing of it, before any of its own code runs, to the second frame after its level shows. « Enregistré » beside it comes
  after the disk. The floor is what the same page in the same window takes for one letter that changes without any code of
  ours: what remains is the drawing.
- A start goes through the commands: the keys opened by the passphrase (Argon2id, 64 MiB), the notebook, its status, its
  agenda of the week, which is the first screen to work in. The full notebook and an empty one alternate. The window adds the
  same to both. The look at every page, of which each bears a proof, is what opening the full notebook takes longer.
- A search is one key of a query typed letter by letter, through the command `search_schools`; the first one, which makes
  the index, is told apart.
- An import is the command `import_directory` on a file of the official columns, reading and checking included.
- Indicators are evaluated over visits drawn at random of an académie of 650 schools, each with its interval, for every
  school and school year; « Circonscription » is the command `consolidation` on the notebook above: once a session its visits
  are read from the disk. A release goes from packed visits to its documents: evaluation, suppression by linear programming,
  canonical texts. Its schools' reports are composed, laid out, printed, tagged and checked one after the other. With `--full`
  a million visits are packed and all their items counted, and half of them.
- A report is composed, laid out, printed, tagged and checked. WeasyPrint makes a tagged PDF of the same text, its import
  not counted; it does not look at what it made, so that our look is left out where the two are compared.
";
