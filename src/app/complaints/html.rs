//! Web text as plain text: what forums and stores write into their files for a browser.

use std::borrow::Cow;

/// Elements that begin a line of their own.
const BLOCKS: &str = "p br div li ul ol blockquote pre h1 h2 h3 h4 h5 h6 hr tr table";

/// Elements within a line.
const INLINE: &str = "a b i u em strong span code img s sub sup td th small font tbody";

/// Characters by name.
const NAMED: [(&str, &str); 15] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("euro", "€"),
    ("pound", "£"),
];

/// Takes elements out, and puts characters in the place of their names. `<3` and `R&D` stay as they are.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let read = element(from).or_else(|| character(from));
        let (put, length) = read.unwrap_or_else(|| (from.get(..1).unwrap_or_default().to_owned(), 1));
        if put != "\n" || !plain.ends_with('\n') {
            plain.push_str(&put);
        }
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What stands for an element that begins here, and how long it is.
fn element(from: &str) -> Option<(String, usize)> {
    let end = from.find('>')?;
    let inner = from.get(1..end)?.trim_start_matches('/');
    let name: String =
        inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let after = inner.get(name.len()..)?.trim();
    let whole = matches!(after, "" | "/") || after.len() < inner.len() - name.len() && after.contains('=');
    let put = match name.as_str() {
        _ if !whole || after.contains('<') => return None,
        name if BLOCKS.split(' ').any(|known| known == name) => "\n",
        name if INLINE.split(' ').any(|known| known == name) => "",
        _ => return None,
    };
    Some((put.to_owned(), end + 1))
}

/// The character whose name or number stands here, and how long that is.
fn character(from: &str) -> Option<(String, usize)> {
    let end = from.char_indices().take(12).find(|(_, letter)| *letter == ';')?.0;
    let name = from.get(1..end)?;
    let put = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let number = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(number?)?.to_string()
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((put, end + 1))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_was_written_for_a_browser_reads_as_it_would_there() {
        for (text, expected) in [
            (
                "<P class=\"\">It lied.</P><P class=\"\">&nbsp;</P><p>Twice<br/>over.</p>",
                "\nIt lied.\n \nTwice\nover.\n",
            ),
            ("I&#39;m &quot;done&quot; &amp; out&#x21;", "I'm \"done\" & out!"),
            ("see <a href=\"https://example.org/?a=1&amp;b=2\">this</a>", "see this"),
            ("I <3 it & R&D, a<b and c>d; 1 < 2 > 0", "I <3 it & R&D, a<b and c>d; 1 < 2 > 0"),
            ("<prompt>say no</prompt> &unknown; &", "<prompt>say no</prompt> &unknown; &"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
