//! `kamergraph manual`: the pages that `man` shows, one for each command, made of its help.

use super::console::Console;
use super::{Cli, Exit};
use anyhow::Context as _;
use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;
use kamergraph::export::write_file;
use roff::{Roff, roman};
use std::path::PathBuf;

/// What stands under the help of the command.
pub const HELP: &str = "\
Examples:
  kamergraph manual ~/.local/share/man/man1     then: man kamergraph-export
  kamergraph manual man1                        for a package

Exit codes:
  0  all pages were written
  1  a page could not be written
  2  the command line is wrong";

/// Arguments of `manual`.
#[derive(Debug, Args)]
pub struct ManualArgs {
    /// Where to; the folder is made where it is missing
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Runs the command.
///
/// # Errors
///
/// When a page cannot be written.
pub fn run(args: &ManualArgs, console: &Console) -> anyhow::Result<Exit> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    std::fs::create_dir_all(&args.folder)
        .with_context(|| format!("{} cannot be made", args.folder.display()))?;
    let commands = program.get_subcommands().filter(|c| !c.is_hide_set());
    let mut written = 0;
    for command in commands.chain([&program]) {
        let man =
            Man::new(command.clone()).source(concat!("kamergraph ", env!("CARGO_PKG_VERSION")));
        let page = page(command, &man)?;
        write_file(&args.folder.join(man.get_filename()), &page)?;
        written += 1;
    }
    console.aside(&format!(
        "wrote {written} pages to {}\n",
        args.folder.display()
    ));
    Ok(Exit::Ok)
}

fn page(command: &Command, man: &Man) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    if let Some(help) = command.get_after_help() {
        sections(&help.to_string()).to_writer(&mut out)?;
    }
    Ok(out)
}

/// What stands under a command's help: a paragraph that a line with a colon begins is a section of
/// that name, with its lines as they are; any other is a note.
fn sections(help: &str) -> Roff {
    let mut roff = Roff::new();
    let mut notes = false;
    for paragraph in help.split("\n\n") {
        match paragraph.split_once(":\n") {
            Some((title, lines)) if !title.contains('\n') && lines.starts_with(' ') => {
                notes = false;
                let title = title.split(" (").next().unwrap_or(title).to_uppercase();
                roff.control("SH", [title.as_str()]);
                roff.control("nf", []);
                for line in lines.lines() {
                    roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
                }
                roff.control("fi", []);
            }
            _ => {
                if notes {
                    roff.control("PP", []);
                } else {
                    roff.control("SH", ["NOTES"]);
                    notes = true;
                }
                roff.text([roman(paragraph.replace('\n', " "))]);
            }
        }
    }
    roff
}
