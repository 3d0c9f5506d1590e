//! `vedette completions`: write once into the shell's completion directory.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;

/// Prints the completion script of a shell.
pub(crate) fn run(shell: Shell) {
    clap_complete::generate(
        shell,
        &mut Cli::command(),
        "vedette",
        &mut std::io::stdout(),
    );
}
