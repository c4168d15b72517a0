//! What is printed in a terminal is as wide as the terminal, whatever `COLUMNS` says.

use crate::support::World;

/// Gives the columns of the longest line that a command prints in a terminal of so many.
fn widest(world: &World, columns: u16, command: &str) -> usize {
    let script = format!("stty cols {columns}; \"$EMPATHY\" {command}");
    let mut pty = world.shell(&script, &[("COLUMNS", "110")]);
    assert_eq!(pty.exit().code, 0);
    let printed = String::from_utf8(pty.raw()).expect("text");
    printed.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or_default()
}

#[test]
fn figures_and_lists_fit_the_terminal() {
    let world = World::new();
    world.demo();
    for columns in [50, 90] {
        for command in ["progress errors --why", "list -n 1000", "search otter --limit 100"] {
            let widest = widest(&world, columns, &format!("{command} 2>/dev/null"));
            let wanted = usize::from(columns);
            assert!((wanted - 10..=wanted).contains(&widest), "{command} in {columns}: {widest}");
        }
    }
}
