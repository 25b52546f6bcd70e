//! The program `exchcert`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    exchcert::cli::main()
}
