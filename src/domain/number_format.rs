//! Numbers in sentences: counts with their noun, one decimal at most, a sign that can be read.

use super::validate::plural;

/// From here on a number is written with a power of ten: no sentence needs the digits.
const HUGE: f64 = 1e6;

/// Says a count with its noun: `1 rise`, `12 falls`.
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {}", plural(noun)) }
}

/// Writes a number with at most one decimal: `4`, `3.7`, `−0.5`.
pub fn rounded(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let size = value.abs();
    let digits = if size >= HUGE {
        format!("{size:.0e}")
    } else {
        let tenths = (size * 10.0).round() / 10.0;
        if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
    };
    if value < 0.0 && digits != "0" { format!("−{digits}") } else { digits }
}

/// Writes a difference with its sign: `+1`, `−0.5`, `0`.
pub fn signed(value: f64) -> String {
    let digits = rounded(value);
    if value > 0.0 && value.is_finite() && digits != "0" { format!("+{digits}") } else { digits }
}

/// Writes a share from 0 to 1 in per cent: `72 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", (share.clamp(0.0, 1.0) * 100.0).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (value, plain, with_sign) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (0.04, "0", "0"),
            (-0.04, "0", "0"),
            (4.0, "4", "+4"),
            (3.66, "3.7", "+3.7"),
            (-0.5, "−0.5", "−0.5"),
            (3.96, "4", "+4"),
            (2e9, "2e9", "+2e9"),
            (f64::INFINITY, "–", "–"),
        ] {
            assert_eq!((rounded(value).as_str(), signed(value).as_str()), (plain, with_sign), "{value}");
        }
        assert_eq!(percent(0.724), "72 %");
        assert_eq!(
            [counted(0, "rise"), counted(1, "rise"), counted(2, "day")],
            ["0 rises", "1 rise", "2 days"]
        );
    }
}
