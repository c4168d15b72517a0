//! Numbers in sentences: counts with their noun, one decimal at most, a sign that can be read.

use super::fault::Fault;

/// From here on a number is written with a power of ten: no sentence needs the digits.
const HUGE: f64 = 1e6;

/// Writes a count with its noun: `1 rise`, `12 falls`.
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {}", plural(noun)) }
}

/// Writes how often: `once`, `twice`, `12 times`.
pub fn times(n: usize) -> String {
    match n {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// Returns the plural of a noun, as English does it for plain nouns.
pub fn plural(word: &str) -> String {
    if word.ends_with("person") {
        return format!("{}people", word.trim_end_matches("person"));
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.is_empty()
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// Reads a number written with a decimal point, or with one decimal comma that cannot be a thousands separator.
///
/// Fails for `1,500` with both readings.
pub fn read_number(text: &str) -> Result<f64, Fault> {
    let text = text.trim();
    let plain = |text: &str| text.parse().ok().filter(|n: &f64| n.is_finite());
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = match text.split_once(',') {
        None => plain(text),
        Some((whole, part)) if is_digits(whole.trim_start_matches(['-', '+'])) && is_digits(part) => {
            let decimal = plain(&format!("{whole}.{part}"));
            let thousands = plain(&format!("{whole}{part}"));
            let is_thousands = part.len() == 3 && !whole.trim_start_matches(['-', '+']).starts_with('0');
            if let (true, Some(decimal), Some(thousands)) = (is_thousands, decimal, thousands) {
                return Err(Fault::Ambiguous(text.to_owned(), thousands, decimal));
            }
            decimal
        }
        Some(_) => None,
    };
    number.ok_or(Fault::NotANumber)
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

/// Writes a share from 0 to 1 in per cent: `72%`.
pub fn percent(share: f64) -> String {
    format!("{}%", (share.clamp(0.0, 1.0) * 100.0).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_nouns_get_their_plural() {
        for (one, many) in [
            ("error", "errors"),
            ("person", "people"),
            ("story", "stories"),
            ("day", "days"),
            ("survey", "surveys"),
            ("boy", "boys"),
            ("watch", "watches"),
            ("buzz", "buzzes"),
            ("y", "ys"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn how_often_is_said_in_words_as_far_as_english_has_them() {
        assert_eq!([0, 1, 2, 3].map(times), ["never", "once", "twice", "3 times"]);
    }

    #[test]
    fn a_comma_that_could_be_either_is_refused_with_both_readings() {
        for (text, number) in [
            ("12", 12.0),
            (" 1.5 ", 1.5),
            ("1.500", 1.5),
            ("1,5", 1.5),
            ("-1,25", -1.25),
            ("0,125", 0.125),
            ("1e3", 1000.0),
        ] {
            assert_eq!(read_number(text), Ok(number), "{text}");
        }
        for text in ["", "twelve", "1,2,3", "1,500,000", ",5", "5,", "1 500", "inf", "NaN"] {
            assert_eq!(read_number(text), Err(Fault::NotANumber), "{text}");
        }
        for (text, thousands, decimal) in [("1,500", 1500.0, 1.5), ("-12,345", -12345.0, -12.345)] {
            assert_eq!(read_number(text), Err(Fault::Ambiguous(text.to_owned(), thousands, decimal)));
        }
    }

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
        assert_eq!(percent(0.724), "72%");
        assert_eq!(
            [counted(0, "rise"), counted(1, "rise"), counted(2, "day")],
            ["0 rises", "1 rise", "2 days"]
        );
    }
}
