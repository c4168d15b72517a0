//! Large digits, to be read from a chair away.

/// Rows of a digit of the smallest size.
pub const HEIGHT: u16 = 5;
/// Columns of one dot of a digit: a cell is about twice as high as it is wide.
const DOT: usize = 2;

/// The dots of each digit, row by row, and of a colon.
const DIGITS: [[&str; 5]; 10] = [
    ["###", "# #", "# #", "# #", "###"],
    [" # ", "## ", " # ", " # ", "###"],
    ["###", "  #", "###", "#  ", "###"],
    ["###", "  #", "###", "  #", "###"],
    ["# #", "# #", "###", "  #", "  #"],
    ["###", "#  ", "###", "  #", "###"],
    ["###", "#  ", "###", "# #", "###"],
    ["###", "  #", "  #", "  #", "  #"],
    ["###", "# #", "###", "# #", "###"],
    ["###", "# #", "###", "  #", "###"],
];
const COLON: [&str; 5] = [" ", "#", " ", "#", " "];

/// Writes digits and colons in rows of blocks, each dot so many times as large; what is neither is left out.
pub fn large(text: &str, scale: u16) -> Vec<String> {
    let scale = usize::from(scale.max(1));
    let glyphs: Vec<&[&str; 5]> = text.chars().filter_map(glyph).collect();
    let row = |y: usize| {
        let dots = glyphs.iter().map(|glyph| glyph[y]).collect::<Vec<_>>().join(" ");
        let wide = |dot: char| if dot == '#' { "█" } else { " " }.repeat(DOT * scale);
        dots.chars().map(wide).collect::<String>()
    };
    (0..usize::from(HEIGHT)).flat_map(|y| std::iter::repeat_n(row(y), scale)).collect()
}

fn glyph(letter: char) -> Option<&'static [&'static str; 5]> {
    match letter {
        ':' => Some(&COLON),
        _ => DIGITS.get(letter.to_digit(10)? as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_drawn_in_blocks() {
        insta::assert_snapshot!(large("0:12", 1).join("|\n"));
        let large = large("4:59", 2);
        assert_eq!((large.len(), large[0].chars().count()), (10, (3 + 1 + 1 + 1 + 3 + 1 + 3) * 4));
    }
}
