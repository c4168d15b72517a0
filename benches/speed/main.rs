//! How fast it is: `cargo bench`.
//!
//! Two parts. First divan times the pieces: `cargo bench -- key` runs those whose name holds `key`. Then whole programs
//! are run in a terminal of their own, and what people wait for is held against its goal: `cargo bench -- goals` prints
//! that table alone, `cargo bench -- goals log progress` some parts of it. The journals they need are made once and kept in `target/bench-journals/`.
//!
//! Deliberately absent: any assertion. A machine that is busy is slow; only a person can tell that from a mistake.

mod carrying;
mod commands;
mod figures;
mod goals;
mod importing;
mod journals;
mod pieces;
mod recalling;
mod table;
mod terminal;
mod triage;
mod world;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let measuring = std::env::args().any(|arg| arg == "--bench");
    match asked.split_first() {
        Some((first, parts)) if first == "goals" => goals::print(parts),
        _ => {
            divan::main();
            if measuring && asked.is_empty() {
                goals::print(&[]);
            }
        }
    }
}
