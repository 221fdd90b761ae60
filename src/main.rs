//! The `wayline` command.

fn main() -> std::process::ExitCode {
    wayline::cli::main()
}
