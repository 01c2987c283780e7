//! The command line: arguments, one call, an exit code.

mod cli;

use clap::Parser as _;
use std::process::ExitCode;

/// Reading a letter makes many small texts; the system's allocator took a sixth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = cli::Cli::parse();
    let console = cli::console::Console::new(arguments.global.color, arguments.global.quiet);
    cli::reading::threads();
    match cli::run(&arguments, &console) {
        Ok(exit) => exit.into(),
        Err(error) if error.is::<cli::console::ReaderGone>() => cli::Exit::Ok.into(),
        Err(error) => {
            console.error(&cli::console::told(&error));
            cli::Exit::of(&error).into()
        }
    }
}
